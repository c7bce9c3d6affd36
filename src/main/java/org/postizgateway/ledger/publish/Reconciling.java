package org.postizgateway.ledger.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.publish.Reconciliation.Finding;
import org.springframework.dao.DataAccessException;

/** Brings an unclear intent to an end by looking into Postiz, several times if need be. */
public final class Reconciling {

    private final IntentRepository intents;
    private final Reconciler reconciler;
    private final Credentials credentials;
    private final LedgerSettings settings;
    private final LedgerMetrics metrics;
    private final Executor workers;

    public Reconciling(
            IntentRepository intents,
            Reconciler reconciler,
            Credentials credentials,
            LedgerSettings settings,
            LedgerMetrics metrics,
            Executor workers) {
        this.intents = intents;
        this.reconciler = reconciler;
        this.credentials = credentials;
        this.settings = settings;
        this.metrics = metrics;
        this.workers = workers;
    }

    /**
     * Looks after each of the configured pauses until everything is there.
     *
     * @param why a sentence that tells the caller what happened
     * @param mayStillHappen whether Postiz may still be working on the request
     */
    CompletableFuture<Settlement> settle(Intent intent, String why, boolean mayStillHappen) {
        return reconciler.canTell(intent.call().tool())
                ? lookAfter(settings.reconcileDelays(), intent, why, mayStillHappen)
                : settleNow(intent, why);
    }

    /** Looks once, for an intent whose call ended some time ago. */
    CompletableFuture<Settlement> settleNow(Intent intent, String why) {
        return lookAfter(List.of(Duration.ZERO), intent, why, true);
    }

    private CompletableFuture<Settlement> lookAfter(
            List<Duration> pauses, Intent intent, String why, boolean mayStillHappen) {
        List<Duration> rest = pauses.subList(1, pauses.size());
        Executor later =
                CompletableFuture.delayedExecutor(
                        pauses.get(0).toMillis(), TimeUnit.MILLISECONDS, workers);
        return CompletableFuture.supplyAsync(() -> look(intent, why, mayStillHappen), later)
                .thenCompose(
                        found ->
                                found.state() == IntentState.CREATED || rest.isEmpty()
                                        ? CompletableFuture.completedFuture(found)
                                        : lookAfter(rest, intent, why, mayStillHappen));
    }

    /** Looks once and draws the conclusion. */
    Settlement look(Intent intent, String why, boolean mayStillHappen) {
        if (!reconciler.canTell(intent.call().tool())) {
            return Settlement.unknown(Optional.empty(), why + heldBack(intent));
        }
        Instant settled = intent.unclearSince().orElseGet(Times::now).plus(settings.settleTime());
        boolean over = !mayStillHappen || settled.isBefore(Times.now());
        Settlement settlement = conclude(ask(intent), why, over, settled);
        metrics.reconciled(intent.call().tool(), settlement.state().code());
        return settlement;
    }

    private Reconciliation ask(Intent intent) {
        Optional<String> credential = credentials.of(intent.call().tenant());
        if (credential.isEmpty()) {
            return Reconciliation.cannotTell(
                    "The gateway has no credential of this tenant to look into Postiz.");
        }
        try {
            return reconciler.reconcile(intent, intents.otherResults(intent), credential.get());
        } catch (DataAccessException e) {
            return Reconciliation.cannotTell("The gateway's ledger cannot be read.");
        }
    }

    private static Settlement conclude(
            Reconciliation seen, String why, boolean over, Instant settled) {
        if (seen.finding() == Finding.ALL) {
            return Settlement.created(seen.result().orElse("\"created\""));
        }
        if (seen.finding() == Finding.CANNOT_TELL) {
            return Settlement.unknown(
                    seen.result(),
                    join(
                            why,
                            seen.note(),
                            "It is not known whether this exists in Postiz. An identical call makes"
                                    + " the gateway look again before anything is sent."));
        }
        String found =
                seen.finding() == Finding.SOME
                        ? "Postiz lists only a part of it."
                        : "Postiz does not list it.";
        if (!over) {
            return Settlement.unknown(
                    seen.result(),
                    join(
                            why,
                            seen.note(),
                            found,
                            "It may still appear. Repeat the same call after "
                                    + settled
                                    + ": the gateway looks first and sends it only if it is not"
                                    + " there. "
                                    + insisting()));
        }
        if (seen.finding() == Finding.SOME) {
            return new Settlement(
                    IntentState.PARTLY_CREATED,
                    seen.result(),
                    Optional.of(Reason.NOT_CREATED),
                    Optional.of(join(why, seen.note(), found)));
        }
        return Settlement.notCreated(
                Reason.NOT_CREATED,
                join(why, seen.note(), found, "It was not created and can be sent again."));
    }

    private String heldBack(Intent intent) {
        String unknown =
                " It is not known whether Postiz carried it out, and Postiz has no way to ask. ";
        return settings.repeatWindow().isZero()
                ? unknown + "The same call can be sent again."
                : unknown
                        + "Identical calls are held back until "
                        + intent.createdAt().plus(settings.repeatWindow())
                        + ". "
                        + insisting();
    }

    private static String insisting() {
        return "Set "
                + CallProperties.INSIST_ARGUMENT
                + " to send it regardless, at the risk of a duplicate.";
    }

    private static String join(String... sentences) {
        return String.join(" ", List.of(sentences).stream().filter(s -> !s.isBlank()).toList());
    }
}
