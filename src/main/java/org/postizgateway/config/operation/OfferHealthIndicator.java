package org.postizgateway.config.operation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postizgateway.postiz.offer.PostizOffer;
import org.postizgateway.postiz.offer.PostizOffers;
import org.postizgateway.postiz.offer.ToolDifference;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizInstances;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Tells whether Postiz offers what the gateway was written against, and names the difference.
 * Always up: a newer Postiz is no fault, and what it lacks fails call by call with a reason.
 */
final class OfferHealthIndicator implements HealthIndicator {

    private final PostizOffers offers;
    private final PostizInstances instances;

    OfferHealthIndicator(PostizOffers offers, PostizInstances instances) {
        this.offers = offers;
        this.instances = instances;
    }

    /** Of the default Postiz, with those of the other instances by their names. */
    @Override
    public Health health() {
        Map<String, Object> others = new TreeMap<>();
        for (PostizInstance instance : instances.all()) {
            if (!instance.isDefault()) {
                PostizOffer offer = offers.of(instance.url().toString());
                others.put(instance.name(), health(offer).build().getDetails());
            }
        }
        Health.Builder health = health(offers.of(""));
        return (others.isEmpty() ? health : health.withDetail("instances", others)).build();
    }

    private static Health.Builder health(PostizOffer offer) {
        Optional<ToolDifference> difference = offer.difference();
        if (difference.isEmpty()) {
            return Health.up().withDetail("answered", "not yet");
        }
        return Health.up()
                .withDetail("answered", offer.answeredAt().orElse(Instant.EPOCH).toString())
                .withDetail("videoJobs", offer.hasVideoJobs())
                .withDetail("asKnown", difference.get().isEmpty())
                .withDetail("unknownTools", difference.get().unknown())
                .withDetail("missingTools", difference.get().missing())
                .withDetail("newArguments", difference.get().newArguments())
                .withDetail("lostArguments", difference.get().lostArguments());
    }
}
