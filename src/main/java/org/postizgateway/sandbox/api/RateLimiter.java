package org.postizgateway.sandbox.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.organization.Organization;

/**
 * Limits creates per organization (contract, section 3.3): a window of an hour from the first hit,
 * and a block of a full hour from the first rejection.
 */
public final class RateLimiter {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final Conditions conditions;
    private final Clock clock;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    public RateLimiter(Conditions conditions, Clock clock) {
        this.conditions = conditions;
        this.clock = clock;
    }

    /** Counts one request. */
    public Verdict hit(Organization organization) {
        int limit = conditions.getRateLimit();
        Instant now = clock.instant();
        Window window =
                windows.merge(
                        organization.id(),
                        new Window(1, now.plus(WINDOW), limit < 1),
                        (old, fresh) -> old.next(fresh, limit, now));
        long secondsLeft = (Duration.between(now, window.end).toMillis() + 999) / 1000;
        return new Verdict(!window.blocked, limit, limit - window.hits, secondsLeft);
    }

    public void reset() {
        windows.clear();
    }

    private record Window(int hits, Instant end, boolean blocked) {

        private Window next(Window fresh, int limit, Instant now) {
            if (!now.isBefore(end)) {
                return fresh;
            }
            if (blocked) {
                return this;
            }
            return hits < limit
                    ? new Window(hits + 1, end, false)
                    : new Window(hits + 1, now.plus(WINDOW), true);
        }
    }

    /**
     * @param seconds until the window or the block ends
     */
    record Verdict(boolean allowed, int limit, int remaining, long seconds) {

        Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            if (allowed) {
                headers.put("X-RateLimit-Limit", Integer.toString(limit));
                headers.put("X-RateLimit-Remaining", Integer.toString(remaining));
                headers.put("X-RateLimit-Reset", Long.toString(seconds));
            } else {
                headers.put("Retry-After", Long.toString(seconds));
            }
            return headers;
        }
    }
}
