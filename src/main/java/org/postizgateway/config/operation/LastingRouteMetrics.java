package org.postizgateway.config.operation;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicy;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.spi.RoutePolicy;
import org.postizgateway.generation.Serving;

/**
 * Camel's metrics of routes, which go on when a route of the same id takes over in another Camel
 * context: its meters are the same, and must not go with the route that ends.
 */
final class LastingRouteMetrics extends MicrometerRoutePolicyFactory {

    private final Serving serving;

    LastingRouteMetrics(MeterRegistry registry, Serving serving) {
        this.serving = serving;
        setMeterRegistry(registry);
        // What goes through a context is what goes through its routes, at half the cost
        getPolicyConfiguration().setContextEnabled(false);
    }

    @Override
    public RoutePolicy createRoutePolicy(
            CamelContext context, String routeId, NamedNode definition) {
        MicrometerRoutePolicy policy =
                new MicrometerRoutePolicy(this) {
                    @Override
                    public void onRemove(Route route) {
                        if (!goesOn(route)) {
                            super.onRemove(route);
                        }
                    }
                };
        policy.setMeterRegistry(getMeterRegistry());
        policy.setNamingStrategy(getNamingStrategy());
        policy.setConfiguration(getPolicyConfiguration());
        return policy;
    }

    private boolean goesOn(Route route) {
        return serving.context()
                .filter(context -> context != route.getCamelContext())
                .map(context -> context.getRoute(route.getRouteId()))
                .isPresent();
    }
}
