package org.postizgateway.mcp.http;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.postizgateway.mcp.http.body.BodyShares;
import org.postizgateway.mcp.limit.FairExecutor;

/**
 * The Vert.x engine of {@code platform-http} with consumers that do not hold a thread while an
 * exchange waits, that let a producer stream the response through a {@link ResponseChannel}, and
 * that bound the bytes of request bodies in memory.
 */
public final class AsyncHttpEngine extends VertxPlatformHttpEngine {

    private final FairExecutor executor;
    private final BodyShares bodies;

    /**
     * @param executor runs the routes; when it rejects, the caller is told to come back later
     * @param bodies bounds of what callers send
     */
    public AsyncHttpEngine(FairExecutor executor, BodyShares bodies) {
        this.executor = executor;
        this.bodies = bodies;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        boolean readsBody = endpoint.isUseBodyHandler();
        endpoint.setUseBodyHandler(false);
        return new AsyncHttpConsumer(
                endpoint,
                processor,
                getHandlers(),
                VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()),
                executor,
                bodies,
                readsBody);
    }
}
