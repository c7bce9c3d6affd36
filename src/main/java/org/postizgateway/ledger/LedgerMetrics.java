package org.postizgateway.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What the ledger counts. */
public final class LedgerMetrics {

    private final MeterRegistry registry;

    public LedgerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A repeated call got the answer of the first one. */
    public void repeated(String tool) {
        registry.counter("ledger.repeats", "tool", tool).increment();
    }

    /** An unclear call was looked up in Postiz. */
    public void reconciled(String tool, String outcome) {
        registry.counter("ledger.reconciliations", "tool", tool, "outcome", outcome).increment();
    }

    /** A media job ended. */
    public void jobEnded(String tool, String state) {
        registry.counter("ledger.jobs", "tool", tool, "state", state).increment();
    }

    public void jobsRunning(Supplier<Number> running) {
        Gauge.builder("ledger.jobs.running", running)
                .description("Media jobs running on this replica")
                .register(registry);
    }

    public void deadLettersOpen(Supplier<Number> open) {
        Gauge.builder("ledger.dead.letters.open", open)
                .description("Dead letters in the ledger that wait for an operator")
                .register(registry);
    }
}
