package org.postizgateway.observability;

import io.micrometer.core.instrument.MeterRegistry;

/** Counter {@code gateway.posts} of the posts that callers asked for. */
public final class PostMetrics {

    private final MeterRegistry registry;

    public PostMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param network identifier in the catalogue, or {@code other}
     * @param outcome {@code created}, {@code repeated}, {@code not_created}, {@code running} or
     *     {@code unknown}
     */
    public void ended(String network, String outcome) {
        registry.counter("gateway.posts", "network", network, "outcome", outcome).increment();
    }
}
