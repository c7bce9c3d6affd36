package org.postizgateway.generation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.StringHelper;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;

/**
 * A set that runs, in a Camel context of its own. Routes that are called run from its start; those
 * that begin by themselves, at a timer, a topic or a folder, only while it serves.
 */
public final class Generation {

    /** Routes that begin there do nothing until somebody calls. */
    private static final Set<String> CALLED =
            Set.of(
                    "ai-tool",
                    "ai-resource",
                    "ai-prompt",
                    "platform-http",
                    "rest",
                    "direct",
                    "seda",
                    "kamelet");

    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int LOOKS_TO_BE_IDLE = 3;

    private final ConfigurationSet set;
    private final DefaultCamelContext context;
    private final List<Problem> warnings;
    private final boolean selfStarting;
    private final Instant startedAt = Instant.now();

    /**
     * @param selfStarting whether its routes that begin by themselves may
     */
    Generation(
            ConfigurationSet set,
            DefaultCamelContext context,
            List<Problem> warnings,
            boolean selfStarting) {
        this.set = set;
        this.context = context;
        this.warnings = List.copyOf(warnings);
        this.selfStarting = selfStarting;
    }

    public ConfigurationSet set() {
        return set;
    }

    public CamelContext context() {
        return context;
    }

    /** What is probably not what is meant. */
    public List<Problem> warnings() {
        return warnings;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /**
     * Starts everything but the routes that begin by themselves. Routes that Camel makes later, of
     * a Kamelet that is named while it runs, start when they are made.
     */
    void start() throws Exception {
        context.setAutoStartup(false);
        context.start();
        context.setAutoStartup(true);
        for (Route route : byItself(false)) {
            context.getRouteController().startRoute(route.getId());
        }
    }

    /** Starts the routes that begin by themselves. */
    void begin() throws Exception {
        if (!selfStarting) {
            return;
        }
        for (SelfStartingRoute route : selfStartingRoutes()) {
            route.begin();
        }
    }

    /**
     * Stops the routes that begin by themselves. What they are at has a moment to end, so that a
     * file, for one, is not found by the next set while it is still there; after that it goes on.
     */
    void cease() throws Exception {
        List<SelfStartingRoute> begun =
                selfStartingRoutes().stream().filter(SelfStartingRoute::isBegun).toList();
        begun.forEach(SelfStartingRoute::quiet);
        long deadline = System.nanoTime() + MOMENT.toNanos();
        int idle = 0;
        // Between two of a batch a route looks idle.
        while (!begun.isEmpty() && idle < LOOKS_TO_BE_IDLE && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            idle = begun.stream().allMatch(SelfStartingRoute::isIdle) ? idle + 1 : 0;
        }
        begun.stream().filter(SelfStartingRoute::isIdle).forEach(SelfStartingRoute::stop);
    }

    private List<SelfStartingRoute> selfStartingRoutes() {
        return byItself(true).stream().map(route -> new SelfStartingRoute(context, route)).toList();
    }

    private List<Route> byItself(boolean wanted) {
        List<Route> routes = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            if (Boolean.TRUE.equals(route.isAutoStartup()) && isCalled(route) != wanted) {
                routes.add(route);
            }
        }
        return routes;
    }

    /** Whether a route does nothing until somebody calls. */
    static boolean isCalled(Route route) {
        String scheme = StringHelper.before(route.getEndpoint().getEndpointUri(), ":");
        return CALLED.contains(String.valueOf(scheme));
    }

    /** Calls that run in its routes. */
    int running() {
        return context.getInflightRepository().size();
    }

    void stop() {
        context.stop();
    }
}
