package org.postizgateway.mcp.http;

import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses what its base class lets pass, and says why: a port that is taken fails the start instead
 * of being logged; a query that cannot be decoded is answered with 400 instead of a 500 and a log
 * entry that repeats the URL, which may hold a credential; a body that is too large and a request
 * that is no valid HTTP are answered with JSON. None of it is logged as an error, since callers
 * could fill the log with it.
 */
public final class StrictHttpServer extends VertxPlatformHttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(StrictHttpServer.class);
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
                .failureHandler(this::failed);
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

    private void failed(RoutingContext context) {
        int status = context.statusCode();
        if (context.failure() instanceof HttpClosedException) {
            LOG.debug("A caller left before its request was complete");
        } else if (status == 413) {
            refuse(context, status, "The body is larger than " + getMaxBodySize() + " bytes");
        } else if (status >= 400 && status < 500) {
            refuse(context, status, "The request is no valid HTTP");
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context, int status, String reason) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(
                        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\""
                                + reason
                                + "\"}}");
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
