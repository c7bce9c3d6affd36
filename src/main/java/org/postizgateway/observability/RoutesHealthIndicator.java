package org.postizgateway.observability;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Whether every route that is to start by itself runs; names those that do not. Out of service
 * else, and while Camel stops.
 */
public final class RoutesHealthIndicator implements HealthIndicator {

    private final Supplier<Optional<CamelContext>> serving;

    /**
     * @param serving the context whose routes serve now
     */
    public RoutesHealthIndicator(Supplier<Optional<CamelContext>> serving) {
        this.serving = serving;
    }

    @Override
    public Health health() {
        return serving.get()
                .filter(camel -> !camel.isStopping() && !camel.isStopped())
                .map(RoutesHealthIndicator::health)
                .orElseGet(() -> Health.outOfService().build());
    }

    private static Health health(CamelContext camel) {
        Map<String, String> notRunning = new TreeMap<>();
        int running = 0;
        for (Route route : camel.getRoutes()) {
            ServiceStatus status = camel.getRouteController().getRouteStatus(route.getId());
            if (status == ServiceStatus.Started) {
                running++;
            } else if (Boolean.TRUE.equals(route.isAutoStartup())) {
                notRunning.put(route.getId(), String.valueOf(status));
            }
        }
        Health.Builder health =
                notRunning.isEmpty() && running > 0 ? Health.up() : Health.outOfService();
        health.withDetail("running", running);
        if (!notRunning.isEmpty()) {
            health.withDetail("notRunning", notRunning);
        }
        return health.build();
    }
}
