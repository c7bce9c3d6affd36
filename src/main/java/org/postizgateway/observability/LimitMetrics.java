package org.postizgateway.observability;

import io.micrometer.core.instrument.MeterRegistry;
import org.postizgateway.mcp.limit.LimitListener;

/** Counter {@code gateway.limit.exceeded} of refusals and closed connections, by bound. */
public final class LimitMetrics implements LimitListener {

    private final MeterRegistry registry;

    public LimitMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void exceeded(String limit) {
        registry.counter("gateway.limit.exceeded", "limit", limit).increment();
    }
}
