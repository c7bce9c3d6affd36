package org.postizgateway.mcp.http;

import java.util.concurrent.Executor;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * The Vert.x engine of {@code platform-http} with consumers that do not hold a thread while an
 * exchange waits, and that let a producer stream the response through a {@link ResponseChannel}.
 */
public final class AsyncHttpEngine extends VertxPlatformHttpEngine {

    private final Executor executor;

    /**
     * @param executor runs the routes; when it rejects, the caller is told to come back later
     */
    public AsyncHttpEngine(Executor executor) {
        this.executor = executor;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new AsyncHttpConsumer(
                endpoint,
                processor,
                getHandlers(),
                VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()),
                executor);
    }
}
