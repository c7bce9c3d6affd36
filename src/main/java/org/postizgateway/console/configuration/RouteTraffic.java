package org.postizgateway.console.configuration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.postizgateway.console.configuration.ServedRoute.Traffic;

/** What went through the routes, as Camel counts it, read once. */
final class RouteTraffic {

    private final Map<String, Long> calls;
    private final Map<String, Long> failed;

    RouteTraffic(MeterRegistry registry) {
        calls =
                read(
                        registry,
                        MicrometerConstants.DEFAULT_CAMEL_ROUTE_POLICY_EXCHANGES_TOTAL_METER_NAME);
        failed =
                read(
                        registry,
                        MicrometerConstants.DEFAULT_CAMEL_ROUTE_POLICY_EXCHANGES_FAILED_METER_NAME);
    }

    private static Map<String, Long> read(MeterRegistry registry, String meter) {
        Map<String, Long> read = new HashMap<>();
        for (Counter counter : registry.find(meter).counters()) {
            String route = counter.getId().getTag(MicrometerConstants.ROUTE_ID_TAG);
            if (route != null) {
                read.merge(route, (long) counter.count(), Long::sum);
            }
        }
        return read;
    }

    Traffic of(String route) {
        return new Traffic(calls.getOrDefault(route, 0L), failed.getOrDefault(route, 0L));
    }
}
