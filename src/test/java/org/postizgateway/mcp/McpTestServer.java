package org.postizgateway.mcp;

import java.security.Principal;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.postizgateway.mcp.http.AsyncHttpEngine;
import org.postizgateway.mcp.http.StrictHttpServer;
import org.postizgateway.mcp.server.McpServerEndpoint;

/**
 * The MCP components in a plain Camel context behind a real HTTP port: no Spring, no Postiz. The
 * door takes the header {@value #CALLER} for the name of whoever is calling.
 */
public final class McpTestServer implements AutoCloseable {

    /** Names the caller; without it the door knows nobody. */
    public static final String CALLER = "X-Caller";

    /** Largest body that the HTTP server reads. */
    public static final int MAX_BODY = 256 * 1024;

    private static final int THREADS = 16;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService executor;
    private final StrictHttpServer http;
    private final String serverUri;

    private McpTestServer(String serverUri, ExecutorService executor) {
        this.serverUri = serverUri;
        this.executor = executor;
        VertxPlatformHttpServerConfiguration configuration =
                new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        configuration.setMaxBodySize((long) MAX_BODY);
        configuration.getBodyHandler().setHandleFileUploads(false);
        http = new StrictHttpServer(configuration);
    }

    /** Serves routes at {@code /mcp}. */
    public static McpTestServer serving(LambdaRouteBuilder... routes) {
        return at("mcp-server:test", routes);
    }

    /** Serves routes behind a door that ends in the given {@code mcp-server} endpoint. */
    public static McpTestServer at(String serverUri, LambdaRouteBuilder... routes) {
        return new McpTestServer(serverUri, Executors.newFixedThreadPool(THREADS)).begin(routes);
    }

    /**
     * Serves routes at {@code /mcp} with the threads of an executor, which ends with the server.
     */
    public static McpTestServer on(ExecutorService executor, LambdaRouteBuilder... routes) {
        return new McpTestServer("mcp-server:test", executor).begin(routes);
    }

    private McpTestServer begin(LambdaRouteBuilder... routes) {
        try {
            start(routes);
        } catch (Exception e) {
            close();
            throw new IllegalStateException(e);
        }
        return this;
    }

    private void start(LambdaRouteBuilder... routes) throws Exception {
        context.getRegistry()
                .bind(
                        PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME,
                        new AsyncHttpEngine(executor));
        context.addService(http);
        for (LambdaRouteBuilder route : routes) {
            RouteBuilder.addRoutes(context, route);
        }
        RouteBuilder.addRoutes(
                context,
                door ->
                        door.from("platform-http:/mcp")
                                .routeId("door")
                                .process(McpTestServer::identify)
                                .to(serverUri));
        context.start();
    }

    private static void identify(Exchange exchange) {
        String name = exchange.getMessage().getHeader(CALLER, String.class);
        if (name != null) {
            Principal caller = () -> name;
            exchange.setProperty(McpConstants.PRINCIPAL, caller);
        }
    }

    public CamelContext context() {
        return context;
    }

    /** The endpoint that the door ends in. */
    public McpServerEndpoint endpoint() {
        return context.getEndpoint(serverUri, McpServerEndpoint.class);
    }

    public int port() {
        return http.getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        context.stop();
        executor.shutdownNow();
    }
}
