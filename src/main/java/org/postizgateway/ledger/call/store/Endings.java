package org.postizgateway.ledger.call.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Consequence;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes how calls ended, with what that brings about in the same transaction, and tells who waits
 * for them. While the database is away the callers get their answer all the same.
 */
public final class Endings {

    private final CallRepository calls;
    private final CallTransitions transitions;
    private final Consequence consequence;
    private final TransactionOperations transactions;
    private final PendingWrites pending;
    private final InFlightCalls inFlight;
    private final CallWatch watch;
    private final LedgerMetrics metrics;
    private final BiFunction<LedgerCall, Instant, Optional<Instant>> nextLook;

    /**
     * @param nextLook when to look for a call that is unknown now, if Postiz can be asked
     */
    public Endings(
            CallRepository calls,
            CallTransitions transitions,
            Consequence consequence,
            TransactionOperations transactions,
            PendingWrites pending,
            InFlightCalls inFlight,
            CallWatch watch,
            LedgerMetrics metrics,
            BiFunction<LedgerCall, Instant, Optional<Instant>> nextLook) {
        this.calls = calls;
        this.transitions = transitions;
        this.consequence = consequence;
        this.transactions = transactions;
        this.pending = pending;
        this.inFlight = inFlight;
        this.watch = watch;
        this.metrics = metrics;
        this.nextLook = nextLook;
    }

    /**
     * @return the call as it is now; as this ending tells while the database is away
     */
    public LedgerCall write(LedgerCall call, Ending ending) {
        pending.write(
                call.id(),
                ending.state(),
                () -> metrics.atDatabase("end", () -> written(call, ending)).run());
        metrics.ended(call.tool(), ending.state().code());
        LedgerCall ended = pending.has(call.id()) ? call.ended(ending) : asWritten(call, ending);
        watch.signal(ended);
        return ended;
    }

    /**
     * @return what is left to do
     */
    private Runnable written(LedgerCall call, Ending ending) {
        Runnable afterwards =
                transactions.execute(
                        status -> {
                            boolean counted =
                                    transitions.end(
                                            call, ending, nextLook.apply(call, Times.now()));
                            return consequence.of(call, ending, counted);
                        });
        inFlight.remove(call.id());
        return afterwards;
    }

    /** Others may know more of it. */
    private LedgerCall asWritten(LedgerCall call, Ending ending) {
        if (ending.state() == CallState.DONE) {
            return call.ended(ending);
        }
        try {
            return calls.find(call.id())
                    .filter(row -> !row.state().isOpen())
                    .orElseGet(() -> call.ended(ending));
        } catch (DataAccessException e) {
            return call.ended(ending);
        }
    }

    /**
     * @return whether the call was in this state and is cancelled now
     */
    public boolean cancel(String id, CallState from, String message, Runnable inTransaction) {
        boolean cancelled =
                transactions.execute(
                        status -> {
                            boolean changed = transitions.cancel(id, from, message);
                            if (changed) {
                                inTransaction.run();
                            }
                            return changed;
                        });
        if (cancelled) {
            calls.find(id).ifPresent(watch::signal);
        }
        return cancelled;
    }

    /** Passes on that a call was sent. */
    public LedgerCall started(LedgerCall call) {
        watch.started(call);
        return call;
    }

    /** Passes an ending on that was written elsewhere. */
    public void signal(LedgerCall ended) {
        inFlight.remove(ended.id());
        watch.signal(ended);
    }
}
