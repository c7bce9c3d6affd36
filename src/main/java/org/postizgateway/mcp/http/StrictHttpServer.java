package org.postizgateway.mcp.http;

import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * Refuses what its base class lets pass, and says why: a port that is taken fails the start instead
 * of being logged; a query that cannot be decoded is answered with 400 instead of a 500 and a log
 * entry that repeats the URL, which may hold a credential; a body that is too large is answered
 * with JSON instead of plain text.
 */
public final class StrictHttpServer extends VertxPlatformHttpServer {

    private static final int BEFORE_ALL_ROUTES = -1;

    private Set<RequestListener> listeners = Set.of();

    public StrictHttpServer(VertxPlatformHttpServerConfiguration configuration) {
        super(configuration);
    }

    /**
     * @throws java.net.BindException when the port cannot be listened on
     */
    @Override
    protected void startServer() throws Exception {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(getHost(), getConfigurationPort()));
        }
        super.startServer();
    }

    @Override
    protected void initializeServer() {
        super.initializeServer();
        listeners = getCamelContext().getRegistry().findByType(RequestListener.class);
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(getConfigurationPort());
        VertxPlatformHttpRouter.lookup(getCamelContext(), name)
                .route()
                .order(BEFORE_ALL_ROUTES)
                .handler(this::listen)
                .handler(StrictHttpServer::decodeQuery)
                .failureHandler(this::bodyTooLarge);
    }

    private void listen(RoutingContext context) {
        long begin = System.nanoTime();
        context.addEndHandler(
                end -> {
                    AnsweredRequest request = AnsweredRequest.of(context, begin);
                    listeners.forEach(listener -> listener.answered(request));
                });
        context.next();
    }

    private void bodyTooLarge(RoutingContext context) {
        if (context.statusCode() != 413) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(413)
                .putHeader("Content-Type", "application/json")
                .end(
                        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\"The body is larger than "
                                + getMaxBodySize()
                                + " bytes\"}}");
    }

    private static void decodeQuery(RoutingContext context) {
        try {
            context.request().params();
        } catch (IllegalArgumentException e) {
            context.response()
                    .setStatusCode(400)
                    .putHeader("Content-Type", "application/json")
                    .end(
                            "{\"error\":\"bad_request\",\"error_description\":\"The query of the"
                                    + " URL is not percent-encoded correctly\"}");
            return;
        }
        context.next();
    }
}
