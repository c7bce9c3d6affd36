package org.postizgateway.config.operation;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.postizgateway.generation.Generations;
import org.springframework.stereotype.Component;

/** How changes of the configuration go. */
@Component
class ConfigurationMetrics implements MeterBinder {

    private final Generations generations;

    ConfigurationMetrics(Generations generations) {
        this.generations = generations;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "gateway.configuration.refused",
                        generations,
                        all -> all.refusal().isPresent() ? 1 : 0)
                .description("1 while the configuration that is wanted is refused")
                .register(registry);
        Gauge.builder("gateway.configuration.ending", generations, Generations::ending)
                .description("Configurations that serve no more and still have calls")
                .register(registry);
        Gauge.builder("gateway.configuration.generation", generations, Generations::switches)
                .description("Which configuration since the start serves; 0 for none")
                .register(registry);
        FunctionCounter.builder(
                        "gateway.configuration.switches",
                        generations,
                        // The first took the place of none.
                        all -> Math.max(0, all.switches() - 1))
                .description("Configurations that took the place of another")
                .register(registry);
        FunctionCounter.builder(
                        "gateway.configuration.refusals", generations, Generations::refusals)
                .description("Configurations that were refused")
                .register(registry);
    }
}
