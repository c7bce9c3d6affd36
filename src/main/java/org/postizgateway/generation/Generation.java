package org.postizgateway.generation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
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

    /** Starts everything but the routes that begin by themselves. */
    void start() throws Exception {
        context.setAutoStartup(false);
        context.start();
        for (Route route : byItself(false)) {
            context.getRouteController().startRoute(route.getId());
        }
    }

    /** Starts the routes that begin by themselves. */
    void begin() throws Exception {
        if (!selfStarting) {
            return;
        }
        for (Route route : byItself(true)) {
            context.getRouteController().startRoute(route.getId());
        }
    }

    /** Stops the routes that begin by themselves; what they have begun goes on. */
    void cease() throws Exception {
        for (Route route : byItself(true)) {
            if (context.getRouteController().getRouteStatus(route.getId())
                    == ServiceStatus.Started) {
                route.getConsumer().stop();
            }
        }
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
