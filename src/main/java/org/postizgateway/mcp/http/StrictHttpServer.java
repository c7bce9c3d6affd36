package org.postizgateway.mcp.http;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final String HOST = "io.vertx.core.net.impl.HostAndPort";
    private static final int BEFORE_ALL_ROUTES = -1;
    private static final int AFTER_ALL_ROUTES = Integer.MAX_VALUE;

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
        getVertx().exceptionHandler(StrictHttpServer::unhandled);
        listeners = getCamelContext().getRegistry().findByType(RequestListener.class);
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(getConfigurationPort());
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(getCamelContext(), name);
        router.route().order(AFTER_ALL_ROUTES).handler(context -> nothingHere(router, context));
        router.route()
                .order(BEFORE_ALL_ROUTES)
                .handler(this::listen)
                .handler(StrictHttpServer::decodeQuery)
                .failureHandler(this::failed);
    }

    /** Vert.x reads the header Host before any handler, and fails of percent-encoding in it. */
    private static void unhandled(Throwable failure) {
        boolean ofHost =
                Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(HOST));
        if (ofHost) {
            LOG.debug("A request has a malformed Host", failure);
        } else {
            LOG.error("The HTTP server failed", failure);
        }
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
            explain(
                    context,
                    400,
                    "bad_request",
                    "The query of the URL is not percent-encoded correctly");
            return;
        }
        context.next();
    }

    private static void nothingHere(Router router, RoutingContext context) {
        String path = context.normalizedPath();
        String methods =
                router.getRoutes().stream()
                        .filter(route -> path.equals(route.getPath()) && route.methods() != null)
                        .flatMap(route -> route.methods().stream())
                        .map(HttpMethod::name)
                        .distinct()
                        .collect(Collectors.joining(", "));
        if (methods.isEmpty()) {
            explain(context, 404, "not_found", "Nothing is served at this path");
        } else {
            context.response().putHeader("Allow", methods);
            explain(context, 405, "method_not_allowed", "This path takes " + methods);
        }
    }

    private static void explain(
            RoutingContext context, int status, String error, String description) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }
}
