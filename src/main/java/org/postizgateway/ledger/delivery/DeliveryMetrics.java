package org.postizgateway.ledger.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;

/** What the watch counts. */
public final class DeliveryMetrics {

    private final MeterRegistry registry;
    private volatile Map<String, Integer> open = Map.of();

    /**
     * @param states in which somebody wants to know of a post
     */
    public DeliveryMetrics(MeterRegistry registry, Collection<String> states) {
        this.registry = registry;
        for (String state : states) {
            Gauge.builder("gateway.delivery.posts", () -> open.getOrDefault(state, 0))
                    .description("Posts that are not out and may yet change, in the whole ledger")
                    .tag("state", state)
                    .register(registry);
            counter(state);
        }
    }

    void found(String state, long posts) {
        counter(state).increment(posts);
    }

    private Counter counter(String state) {
        return Counter.builder("gateway.delivery.findings")
                .description("Posts found late, stuck, dead, failed, shifted or removed")
                .tag("state", state)
                .register(registry);
    }

    /** A look at the posts of a tenant ended. */
    void looked(String outcome) {
        registry.counter("gateway.delivery.looks", "outcome", outcome).increment();
    }

    void open(Map<String, Integer> posts) {
        open = posts;
    }
}
