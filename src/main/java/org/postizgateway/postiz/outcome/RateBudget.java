package org.postizgateway.postiz.outcome;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.Message;

/**
 * What is left of the hourly ration of creates (contract, section 3.3).
 *
 * @param remaining requests in this window
 * @param resetSeconds until the window ends
 */
public record RateBudget(int remaining, int resetSeconds) {

    /** From the headers of an answer; empty when Postiz did not count the request. */
    static Optional<RateBudget> of(Message answer) {
        Integer remaining = answer.getHeader("X-RateLimit-Remaining", Integer.class);
        Integer reset = answer.getHeader("X-RateLimit-Reset", Integer.class);
        return remaining == null || reset == null
                ? Optional.empty()
                : Optional.of(new RateBudget(remaining, reset));
    }

    Map<String, Object> result() {
        return Map.of("remaining", remaining, "resetSeconds", resetSeconds);
    }
}
