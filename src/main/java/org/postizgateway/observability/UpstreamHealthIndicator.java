package org.postizgateway.observability;

import java.time.Instant;
import org.postizgateway.security.credential.PostizConnection;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Whether Postiz answers as Postiz does. It is asked without a credential, so its refusal is the
 * good answer.
 */
public final class UpstreamHealthIndicator implements HealthIndicator {

    private static final String NO_CREDENTIAL = "";

    private final PostizConnection postiz;
    private final String url;

    /**
     * @param postiz asks Postiz itself, not a cache
     * @param url base URL of Postiz, for people
     */
    public UpstreamHealthIndicator(PostizConnection postiz, String url) {
        this.postiz = postiz;
        this.url = url;
    }

    @Override
    public Health health() {
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
