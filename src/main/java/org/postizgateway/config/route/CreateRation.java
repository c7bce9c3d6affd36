package org.postizgateway.config.route;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.ration.RationReader;
import org.postizgateway.observability.QuotaMetrics;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.postiz.failure.PostizErrors;

/**
 * What Postiz says of the hourly ration of creates (contract, section 3.3): in headers of an answer
 * how many are left, and in that of a refusal when it accepts them again.
 */
final class CreateRation implements RationReader {

    private static final int TOO_MANY = 429;

    private final PostizErrors errors;
    private final QuotaMetrics quota;

    CreateRation(PostizErrors errors, QuotaMetrics quota) {
        this.errors = errors;
        this.quota = quota;
    }

    @Override
    public Optional<Duration> closedFor(Exchange answered, Optional<Outcome> failure) {
        if (failure.isPresent()) {
            return Steps.cause(answered)
                    .map(cause -> errors.failure(answered, cause))
                    .filter(refused -> refused.status() == TOO_MANY)
                    .flatMap(refused -> refused.retryAfter());
        }
        Integer remaining = answered.getMessage().getHeader("X-RateLimit-Remaining", Integer.class);
        Integer reset = answered.getMessage().getHeader("X-RateLimit-Reset", Integer.class);
        if (remaining != null) {
            quota.told(answered.getProperty(CallProperties.TENANT, "", String.class), remaining);
        }
        return remaining != null && remaining == 0 && reset != null
                ? Optional.of(Duration.ofSeconds(reset))
                : Optional.empty();
    }
}
