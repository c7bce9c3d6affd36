package org.postizgateway.mcp.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * The doors of one Camel context. A server opens them in place of others from one request to the
 * next.
 */
public final class Doors {

    private static final String ENTRY = "CamelMcpEntry";

    private final VertxPlatformHttpRouter router;
    private final AtomicInteger entering = new AtomicInteger();

    Doors(VertxPlatformHttpRouter router) {
        this.router = router;
    }

    /** Lets the routes of a context be behind these doors; before its routes are made. */
    public void lead(CamelContext context) {
        // The port may not be known yet; with this name the doors of any port are found.
        context.getRegistry().bind(VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO, router);
    }

    /** Requests that have come in and that Camel does not count among its exchanges yet. */
    public int entering() {
        return entering.get();
    }

    void enter(RoutingContext context) {
        AtomicBoolean here = new AtomicBoolean(true);
        Runnable leave =
                () -> {
                    if (here.compareAndSet(true, false)) {
                        entering.decrementAndGet();
                    }
                };
        entering.incrementAndGet();
        context.put(ENTRY, leave);
        context.addEndHandler(end -> leave.run());
        router.handleContext(context);
    }

    /** Camel counts it from now on. */
    static void entered(RoutingContext context) {
        if (context.get(ENTRY) instanceof Runnable leave) {
            leave.run();
        }
    }
}
