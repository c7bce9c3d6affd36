package org.postizgateway.observability;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import org.postizgateway.security.PostizConnection;
import org.postizgateway.security.PostizUnavailableException;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Whether Postiz answers as Postiz does. It is asked without a credential, so its refusal is the
 * good answer. The last answer is given until a newer one is there, so that however often health is
 * asked for, Postiz gets at most one request in each interval.
 */
public final class UpstreamHealthIndicator implements HealthIndicator {

    private static final String NO_CREDENTIAL = "";

    /** An answer older than this many intervals is not given any more. */
    private static final int INTERVALS_KEPT = 3;

    private final PostizConnection postiz;
    private final LoadingCache<String, Health> last;
    private final String url;

    /**
     * @param postiz asks Postiz itself, not a cache
     * @param url base URL of Postiz, for people
     * @param interval shortest time between two requests to Postiz
     */
    public UpstreamHealthIndicator(PostizConnection postiz, String url, Duration interval) {
        this.postiz = postiz;
        this.url = url;
        this.last =
                Caffeine.newBuilder()
                        .refreshAfterWrite(interval)
                        .expireAfterWrite(interval.multipliedBy(INTERVALS_KEPT))
                        .build(asked -> check());
    }

    @Override
    public Health health() {
        return last.get(url);
    }

    private Health check() {
        Health.Builder health =
                Health.unknown().withDetail("url", url).withDetail("checked", Instant.now());
        try {
            postiz.check(NO_CREDENTIAL);
            return health.up().build();
        } catch (PostizUnavailableException e) {
            return health.down().withDetail("reason", e.getMessage()).build();
        }
    }
}
