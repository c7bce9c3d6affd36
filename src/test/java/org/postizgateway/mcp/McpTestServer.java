package org.postizgateway.mcp;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.postizgateway.mcp.http.AnsweredRequest;
import org.postizgateway.mcp.http.AsyncHttpEngine;
import org.postizgateway.mcp.http.HttpLimits;
import org.postizgateway.mcp.http.RequestListener;
import org.postizgateway.mcp.http.StrictHttpServer;
import org.postizgateway.mcp.http.body.BodyLimits;
import org.postizgateway.mcp.http.body.BodyShares;
import org.postizgateway.mcp.limit.FairExecutor;
import org.postizgateway.mcp.limit.LimitListener;
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
    private static final int REMEMBERED = 100;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService executor;
    private final StrictHttpServer http;
    private final String serverUri;
    private final HttpLimits limits;
    private final List<AnsweredRequest> answered = new CopyOnWriteArrayList<>();
    private final List<String> exceeded = new CopyOnWriteArrayList<>();

    private McpTestServer(String serverUri, ExecutorService executor, HttpLimits limits) {
        this.serverUri = serverUri;
        this.executor = executor;
        this.limits = limits;
        VertxPlatformHttpServerConfiguration configuration =
                new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        http = new StrictHttpServer(configuration, limits, exceeded::add);
    }

    /** Serves routes at {@code /mcp}. */
    public static McpTestServer serving(LambdaRouteBuilder... routes) {
        return at("mcp-server:test", routes);
    }

    /** Serves routes behind a door that ends in the given {@code mcp-server} endpoint. */
    public static McpTestServer at(String serverUri, LambdaRouteBuilder... routes) {
        return new McpTestServer(serverUri, Executors.newFixedThreadPool(THREADS), limits())
                .begin(routes);
    }

    /** Serves routes at {@code /mcp} within the given bounds. */
    public static McpTestServer within(HttpLimits limits, LambdaRouteBuilder... routes) {
        return new McpTestServer("mcp-server:test", Executors.newFixedThreadPool(THREADS), limits)
                .begin(routes);
    }

    /** The bounds of a server that is given no others. */
    public static HttpLimits limits() {
        HttpLimits standard = HttpLimits.standard();
        return new HttpLimits(
                false,
                standard.connections(),
                new BodyLimits(MAX_BODY, 4 << 20, 16 << 20, Duration.ofSeconds(30)));
    }

    /** Names of the bounds that callers met, each time that they did. */
    public List<String> exceeded() {
        return exceeded;
    }

    /** What became of the last requests; each holds its exchange, so the older ones are let go. */
    public List<AnsweredRequest> answered() {
        return answered;
    }

    private void remember(AnsweredRequest request) {
        answered.add(request);
        if (answered.size() > REMEMBERED) {
            answered.remove(0);
        }
    }

    /** Connections that are open. */
    public int connections() {
        return http.connections().count();
    }

    /** Bytes that wait to be sent, to all callers. */
    public long unsentBytes() {
        return http.connections().unsentBytes();
    }

    /**
     * Serves routes at {@code /mcp} with the threads of an executor, which ends with the server.
     */
    public static McpTestServer on(ExecutorService executor, LambdaRouteBuilder... routes) {
        return new McpTestServer("mcp-server:test", executor, limits()).begin(routes);
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
                        new AsyncHttpEngine(
                                new FairExecutor(executor, THREADS / 4, 8, exceeded::add),
                                new BodyShares(limits.bodies(), exceeded::add)));
        RequestListener listener = this::remember;
        context.getRegistry().bind("answered", RequestListener.class, listener);
        LimitListener bounds = exceeded::add;
        context.getRegistry().bind("bounds", LimitListener.class, bounds);
        context.addService(http);
        for (LambdaRouteBuilder route : routes) {
            RouteBuilder.addRoutes(context, route);
        }
        RouteBuilder.addRoutes(
                context,
                door ->
                        door.from("platform-http:/mcp?useBodyHandler=false")
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
