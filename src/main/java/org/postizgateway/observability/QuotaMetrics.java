package org.postizgateway.observability;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * Gauge {@code postiz.quota.remaining}: creates that Postiz has left for the tenant that has least
 * of them, of those that were told so within the last hour; not a number while nobody was.
 */
public final class QuotaMetrics {

    /** In which Postiz counts (contract, section 3.3). */
    private static final Duration WINDOW = Duration.ofHours(1);

    private static final int MOST_TENANTS = 10_000;

    private final Cache<String, Integer> remaining =
            Caffeine.newBuilder().maximumSize(MOST_TENANTS).expireAfterWrite(WINDOW).build();

    public QuotaMetrics(MeterRegistry registry) {
        Gauge.builder("postiz.quota.remaining", this::least)
                .description("Creates left in this hour for the tenant that has least of them")
                .register(registry);
    }

    /**
     * @param tenant keyed hash of the credential
     */
    public void told(String tenant, int left) {
        remaining.put(tenant, left);
    }

    private double least() {
        return remaining.asMap().values().stream()
                .mapToDouble(Integer::doubleValue)
                .min()
                .orElse(Double.NaN);
    }
}
