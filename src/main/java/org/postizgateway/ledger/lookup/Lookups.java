package org.postizgateway.ledger.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.postizgateway.bound.Lane;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.Endings;
import org.postizgateway.ledger.lookup.Reconciliation.Finding;
import org.postizgateway.outcome.Outcome;
import org.springframework.dao.DataAccessException;

/** Brings calls of unknown outcome to an end by looking into Postiz. */
public final class Lookups {

    /** Results of other calls this far from a call are told to a look: dates may be shifted. */
    private static final Duration AROUND = Duration.ofDays(1);

    private static final String EARLIER =
            "An earlier identical call ended without a known outcome.";

    private final CallRepository calls;
    private final Endings endings;
    private final Reconciler reconciler;
    private final Credentials credentials;
    private final LedgerSettings settings;
    private final LedgerMetrics metrics;
    private final Lane lane;
    private final Map<String, CompletableFuture<LedgerCall>> looking = new ConcurrentHashMap<>();

    /**
     * @param lane of the looks, which wait for Postiz; its owners are the tenants
     */
    public Lookups(
            CallRepository calls,
            Endings endings,
            Reconciler reconciler,
            Credentials credentials,
            LedgerSettings settings,
            LedgerMetrics metrics,
            Lane lane) {
        this.calls = calls;
        this.endings = endings;
        this.reconciler = reconciler;
        this.credentials = credentials;
        this.settings = settings;
        this.metrics = metrics;
        this.lane = lane;
    }

    /** Whether Postiz can be asked what became of a call. */
    public boolean canTell(LedgerCall call) {
        return reconciler.canTell(call);
    }

    /**
     * For a call that has just failed: looks after each of the configured pauses until everything
     * is there.
     *
     * @return how it ended; not yet written
     */
    public CompletableFuture<Ending> afterFailure(LedgerCall call, Outcome failure, int attempts) {
        return lookAfter(settings.reconcileDelays(), call, failure, attempts)
                .exceptionally(e -> Ending.without(call, failure, attempts));
    }

    private CompletableFuture<Ending> lookAfter(
            List<Duration> pauses, LedgerCall call, Outcome failure, int attempts) {
        List<Duration> rest = pauses.subList(1, pauses.size());
        Executor later =
                CompletableFuture.delayedExecutor(
                        pauses.get(0).toMillis(), TimeUnit.MILLISECONDS, ForkJoinPool.commonPool());
        return CompletableFuture.runAsync(() -> {}, later)
                .thenCompose(
                        any ->
                                lane.run(
                                        call.tenant(),
                                        () ->
                                                look(
                                                        call,
                                                        failure.sentence(),
                                                        failure.workEnded(),
                                                        attempts)))
                .thenCompose(
                        seen ->
                                seen.state() == CallState.DONE || rest.isEmpty()
                                        ? CompletableFuture.completedFuture(seen)
                                        : lookAfter(rest, call, failure, attempts));
    }

    /**
     * For a call that ended unknown some time ago: looks once and writes what it sees. All who ask
     * at the same time share a look.
     *
     * @return the call as it is then; unchanged where Postiz cannot be asked
     */
    public CompletableFuture<LedgerCall> again(LedgerCall unknown) {
        if (!canTell(unknown)) {
            return CompletableFuture.completedFuture(unknown);
        }
        CompletableFuture<LedgerCall> mine = new CompletableFuture<>();
        CompletableFuture<LedgerCall> other = looking.putIfAbsent(unknown.id(), mine);
        if (other != null) {
            return other.copy();
        }
        lane.run(
                        unknown.tenant(),
                        () -> {
                            Ending seen =
                                    look(unknown, EARLIER, unknown.workEnded(), unknown.attempts());
                            return endings.write(unknown, seen);
                        })
                .whenComplete(
                        (call, e) -> {
                            looking.remove(unknown.id());
                            mine.complete(e == null ? call : unknown);
                        });
        return mine.copy();
    }

    private Ending look(LedgerCall call, String why, boolean workEnded, int attempts) {
        boolean over = workEnded || isOvertaken(call);
        Instant settled =
                workEnded
                        ? Instant.EPOCH
                        : call.unclearSince().orElseGet(Times::now).plus(settings.settleTime());
        Reconciliation seen = ask(call);
        Ending ending = new Conclusion(call, why, over, settled, Times.now()).from(seen, attempts);
        metrics.reconciled(call.tool(), ending.state().code());
        return ending;
    }

    /** Asked before the list is read: what was carried out later was there then. */
    private boolean isOvertaken(LedgerCall call) {
        try {
            return calls.laterOneIsDone(call);
        } catch (DataAccessException e) {
            return false;
        }
    }

    private Reconciliation ask(LedgerCall call) {
        Optional<Credential> credential = credentials.of(call.tenant());
        if (credential.isEmpty()) {
            return cannotTell(
                    call, "The gateway has no credential of this tenant to look into Postiz.");
        }
        try {
            return reconciler.reconcile(call, calls.otherResults(call, AROUND), credential.get());
        } catch (DataAccessException e) {
            return cannotTell(call, "The gateway's ledger cannot be read.");
        }
    }

    private static Reconciliation cannotTell(LedgerCall call, String note) {
        return Reconciliation.of(Finding.CANNOT_TELL, call.items().size(), note);
    }
}
