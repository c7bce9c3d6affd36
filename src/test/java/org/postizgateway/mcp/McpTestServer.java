package org.postizgateway.mcp;

import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.postizgateway.mcp.http.AsyncHttpEngine;

/** The MCP components in a plain Camel context behind a real HTTP port: no Spring, no Postiz. */
public final class McpTestServer {

    private final CamelContext context = new DefaultCamelContext();
    private final VertxPlatformHttpServer http;

    public McpTestServer() {
        VertxPlatformHttpServerConfiguration configuration =
                new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        configuration.getBodyHandler().setHandleFileUploads(false);
        http = new VertxPlatformHttpServer(configuration);
        context.getRegistry().bind("server", configuration);
    }

    /** Starts routes behind a door at {@code /mcp}. */
    public void start(RoutesBuilder... routes) throws Exception {
        start("mcp-server:test", routes);
    }

    /** Starts routes behind a door that ends in the given {@code mcp-server} endpoint. */
    public void start(String serverUri, RoutesBuilder... routes) throws Exception {
        AsyncHttpEngine engine = new AsyncHttpEngine(Executors.newCachedThreadPool());
        context.addService(http);
        context.getRegistry().bind("vertx-server", http);
        context.addService(engine);
        for (RoutesBuilder builder : routes) {
            context.addRoutes(builder);
        }
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("platform-http:/mcp").to(serverUri);
                    }
                });
        context.start();
    }

    public CamelContext context() {
        return context;
    }

    public String url() {
        return "http://127.0.0.1:" + http.getPort();
    }

    public void stop() {
        context.stop();
    }
}
