package org.postizgateway.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What the ledger counts. */
public final class LedgerMetrics {

    private final MeterRegistry registry;
    private final Timer joinsOfRunning;
    private final Timer joinsOfUnknown;

    public LedgerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.joinsOfRunning = joins("running");
        this.joinsOfUnknown = joins("unknown");
    }

    private Timer joins(String state) {
        return Timer.builder("ledger.calls.join")
                .description("Time that calls waited for an identical one")
                .tag("state", state)
                .register(registry);
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
     * A call waits for its turn no more.
     *
     * @param mode inline or background
     * @param reason what it waited for: none, place, limit
     * @param outcome what became of it: sent, given_up, withdrawn
     */
    public void waited(String mode, String reason, String outcome, Duration time) {
        Timer.builder("ledger.calls.wait")
                .description("Time that calls waited for their turn at Postiz")
                .tags("mode", mode, "reason", reason, "outcome", outcome)
                .register(registry)
                .record(time);
    }

    /**
     * Measures how long a call waits for an identical one.
     *
     * @param isRunning whether that one is under way; else its outcome is looked up
     * @param end when it waits no more
     * @return the same
     */
    public <T> CompletableFuture<T> joined(boolean isRunning, CompletableFuture<T> end) {
        Timer.Sample since = Timer.start(registry);
        end.whenComplete((any, e) -> since.stop(isRunning ? joinsOfRunning : joinsOfUnknown));
        return end;
    }

    /**
     * Does what a call waits for at the database: for a connection, for a lock, for the disk.
     *
     * @param step claim or end
     */
    public <T> T atDatabase(String step, Supplier<T> work) {
        return Timer.builder("ledger.calls.database")
                .description("Time that calls waited for the database of the ledger")
                .tag("step", step)
                .register(registry)
                .record(work);
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
