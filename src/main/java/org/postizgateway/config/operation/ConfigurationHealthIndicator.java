package org.postizgateway.config.operation;

import org.postizgateway.generation.DesiredConfiguration;
import org.postizgateway.generation.Generations;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * {@code DEGRADED} while another configuration serves than the one that is wanted. Calls are
 * answered all the same, so that the whole stays UP.
 */
@Component
class ConfigurationHealthIndicator extends AbstractHealthIndicator {

    private static final Status DEGRADED =
            new Status("DEGRADED", "Another configuration serves than the one that is wanted");

    private final DesiredConfiguration desired;
    private final Generations generations;

    ConfigurationHealthIndicator(DesiredConfiguration desired, Generations generations) {
        super("The configuration cannot be looked at");
        this.desired = desired;
        this.generations = generations;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        generations
                .serving()
                .ifPresent(
                        serving ->
                                health.withDetail("serving", serving.set().hash())
                                        .withDetail("since", serving.startedAt()));
        generations
                .refusal()
                .ifPresent(
                        refusal ->
                                health.status(DEGRADED)
                                        .withDetail("refused", refusal.hash())
                                        .withDetail("problems", refusal.problems().size())
                                        .withDetail("first", refusal.problems().get(0).toString())
                                        .withDetail("lastGood", desired.isLastGood()));
    }
}
