package org.postizgateway.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Consumer;
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

    /** A call ended, or was found out. */
    public void ended(String tool, String state) {
        registry.counter("ledger.calls", "tool", tool, "state", state).increment();
    }

    /**
     * How long calls waited for a place at Postiz.
     *
     * @param mode inline or background
     */
    public Consumer<Duration> waits(String mode) {
        return Timer.builder("ledger.calls.wait")
                        .description("Time that calls waited for a place at Postiz")
                        .tag("mode", mode)
                        .register(registry)
                ::record;
    }

    public void callsRunning(Supplier<Number> running) {
        Gauge.builder("ledger.calls.running", running)
                .description("Calls that this replica has at Postiz")
                .register(registry);
    }

    public void deadLettersOpen(Supplier<Number> open) {
        Gauge.builder("ledger.dead.letters.open", open)
                .description("Dead letters in the ledger that wait for an operator")
                .register(registry);
    }
}
