package org.postizgateway.config.operation;

import java.time.Instant;
import java.util.Optional;
import org.postizgateway.postiz.offer.PostizOffer;
import org.postizgateway.postiz.offer.ToolDifference;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Tells whether Postiz offers what the gateway was written against, and names the difference.
 * Always up: a newer Postiz is no fault, and what it lacks fails call by call with a reason.
 */
final class OfferHealthIndicator implements HealthIndicator {

    private final PostizOffer offer;

    OfferHealthIndicator(PostizOffer offer) {
        this.offer = offer;
    }

    @Override
    public Health health() {
        Optional<ToolDifference> difference = offer.difference();
        if (difference.isEmpty()) {
            return Health.up().withDetail("answered", "not yet").build();
        }
        return Health.up()
                .withDetail("answered", offer.answeredAt().orElse(Instant.EPOCH).toString())
                .withDetail("videoJobs", offer.hasVideoJobs())
                .withDetail("asKnown", difference.get().isEmpty())
                .withDetail("unknownTools", difference.get().unknown())
                .withDetail("missingTools", difference.get().missing())
                .withDetail("newArguments", difference.get().newArguments())
                .withDetail("lostArguments", difference.get().lostArguments())
                .build();
    }
}
