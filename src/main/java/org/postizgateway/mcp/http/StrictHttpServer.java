package org.postizgateway.mcp.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.postizgateway.mcp.http.connection.Connections;
import org.postizgateway.mcp.http.connection.GuardedConnections;
import org.postizgateway.mcp.http.connection.ServerTls;
import org.postizgateway.mcp.http.head.HeadRules;
import org.postizgateway.mcp.http.head.Refusal;
import org.postizgateway.mcp.limit.LimitListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds and refuses what its base class lets pass, and says why: connections are under guard, a
 * request is judged by its head before it reaches a route, a port that is taken fails the start
 * instead of being logged. What callers get wrong is answered with JSON and never logged as an
 * error, since they could fill the log with it.
 */
public final class StrictHttpServer extends VertxPlatformHttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(StrictHttpServer.class);
    private static final int BEFORE_THE_GUARD = -2;
    private static final int BEFORE_ALL_ROUTES = -1;
    private static final int AFTER_ALL_ROUTES = Integer.MAX_VALUE;
    private static final int SECONDS_TO_STOP = 10;

    private final HttpLimits limits;
    private final HeadRules rules;
    private final LimitListener limitListener;
    private final boolean listening;
    private final Optional<ServerTls> tls;
    private Set<RequestListener> listeners = Set.of();
    private GuardedConnections connections;
    private HttpServer server;
    private volatile Doors doors;

    /**
     * @param limitListener told of each bound that a caller meets
     */
    public StrictHttpServer(
            VertxPlatformHttpServerConfiguration configuration,
            HttpLimits limits,
            LimitListener limitListener) {
        this(configuration, limits, limitListener, true, Optional.empty());
    }

    /**
     * @param limitListener told of each bound that a caller meets
     * @param listening whether it opens its port; without, there are doors that nobody comes to
     * @param tls certificates of its own; without, it speaks HTTP in the clear
     */
    public StrictHttpServer(
            VertxPlatformHttpServerConfiguration configuration,
            HttpLimits limits,
            LimitListener limitListener,
            boolean listening,
            Optional<ServerTls> tls) {
        super(configuration);
        this.listening = listening;
        this.tls = tls;
        this.limits = limits;
        this.rules = new HeadRules(limits.longestBody());
        this.limitListener = limitListener;
    }

    @Override
    protected void initializeServer() {
        super.initializeServer();
        getVertx().exceptionHandler(failure -> LOG.error("The HTTP server failed", failure));
        listeners = getCamelContext().getRegistry().findByType(RequestListener.class);
        VertxPlatformHttpRouter router = router();
        guard(router);
        router.route().order(BEFORE_THE_GUARD).handler(this::enter);
    }

    private void guard(Router router) {
        router.route().order(AFTER_ALL_ROUTES).handler(new NothingHere(router));
        router.route()
                .order(BEFORE_ALL_ROUTES)
                .handler(this::listen)
                .failureHandler(StrictHttpServer::failed);
    }

    /** Doors for the routes of another Camel context, closed at first. */
    public Doors newDoors() {
        VertxPlatformHttpRouter own = router();
        Router router = Router.router(getVertx());
        guard(router);
        return new Doors(
                new VertxPlatformHttpRouter(this, getVertx(), router, own.getName()) {
                    @Override
                    public Handler<RoutingContext> bodyHandler() {
                        return own.bodyHandler();
                    }
                });
    }

    /**
     * From the next request on these are the doors, in place of those that were open and of those
     * of the server's own Camel context.
     */
    public void open(Doors doors) {
        this.doors = doors;
    }

    private void enter(RoutingContext context) {
        Doors open = doors;
        if (open == null) {
            context.next();
        } else {
            open.enter(context);
        }
    }

    private VertxPlatformHttpRouter router() {
        return VertxPlatformHttpRouter.lookup(
                getCamelContext(),
                VertxPlatformHttpRouter.getRouterNameFromPort(getConfigurationPort()));
    }

    /**
     * @throws java.net.BindException when the port cannot be listened on
     */
    @Override
    protected void startServer() throws Exception {
        if (!listening) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(getHost(), getConfigurationPort()));
        }
        HttpServerOptions options =
                new HttpServerOptions().setHttp2ClearTextEnabled(limits.http2());
        tls.ifPresent(own -> own.secure(options, limits.connections().head()));
        connections = new GuardedConnections(options, limits.connections(), limitListener);
        VertxPlatformHttpRouter router = router();
        HttpServer starting =
                getVertx()
                        .createHttpServer(options)
                        .connectionHandler(connections)
                        .invalidRequestHandler(this::unreadable)
                        .requestHandler(request -> serve(router, request));
        server = await(starting.listen(getConfigurationPort(), getHost()));
        tls.ifPresent(own -> own.opened(server));
        LOG.info("The front door is open on {}:{}", getHost(), getPort());
    }

    @Override
    protected void stopServer() {
        getCamelContext().removeComponent(PlatformHttpConstants.PLATFORM_HTTP_COMPONENT_NAME);
        if (server != null) {
            await(server.close());
            server = null;
        }
    }

    @Override
    protected void stopVertx() {
        await(getVertx().close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeCamelException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new RuntimeCamelException(e);
        }
    }

    @Override
    public HttpServer getServer() {
        return server;
    }

    @Override
    public int getPort() {
        return server == null ? getConfigurationPort() : server.actualPort();
    }

    /** The connections of callers; none while it does not listen. */
    public Connections connections() {
        return connections == null ? new Connections(0, 0) : connections.connections();
    }

    private void serve(Router router, HttpServerRequest request) {
        long begin = System.nanoTime();
        rules.judge(request)
                .ifPresentOrElse(
                        refusal -> refuse(request, refusal, begin),
                        () -> {
                            request.pause();
                            router.handle(request);
                        });
    }

    private void unreadable(HttpServerRequest request) {
        refuse(request, HeadRules.unreadable(request.decoderResult().cause()), System.nanoTime());
    }

    private void refuse(HttpServerRequest request, Refusal refusal, long begin) {
        refusal.answer(request);
        tell(AnsweredRequest.refused(request, refusal.status(), begin));
    }

    private void listen(RoutingContext context) {
        long begin = System.nanoTime();
        context.addEndHandler(
                end -> {
                    tell(AnsweredRequest.of(context, begin));
                    drop(context.request());
                });
        context.next();
    }

    private void tell(AnsweredRequest request) {
        listeners.forEach(listener -> listener.answered(request));
    }

    /** What nobody read of a body is not kept, and is out of the way of the next request. */
    private static void drop(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.resume();
        }
    }

    private static void failed(RoutingContext context) {
        int status = context.statusCode();
        if (context.failure() instanceof HttpClosedException
                || context.failure() instanceof StreamResetException) {
            LOG.debug("A caller left before its request was complete");
        } else if (status >= 400 && status < 500) {
            Refusal.of(status, "The request is no valid HTTP").answer(context.request());
        } else {
            context.next();
        }
    }
}
