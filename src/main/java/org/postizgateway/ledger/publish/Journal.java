package org.postizgateway.ledger.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.ledger.Call;
import org.postizgateway.ledger.Held;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Replica;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.Unwritten;
import org.postizgateway.ledger.Watch;
import org.postizgateway.ledger.publish.Claim.Kind;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Decides which of several identical calls is sent, over all replicas, and keeps what came of it.
 */
public final class Journal {

    private static final int MAX_RACES = 20;

    private final IntentRepository intents;
    private final Replica replica;
    private final Watch<Intent> watch;
    private final Unwritten unwritten;
    private final Held<Intent> held;
    private final Reconciler reconciler;
    private final TransactionOperations transactions;
    private final Duration repeatWindow;

    public Journal(
            IntentRepository intents,
            Replica replica,
            Watch<Intent> watch,
            Unwritten unwritten,
            Held<Intent> held,
            Reconciler reconciler,
            TransactionOperations transactions,
            Duration repeatWindow) {
        this.intents = intents;
        this.replica = replica;
        this.watch = watch;
        this.unwritten = unwritten;
        this.held = held;
        this.reconciler = reconciler;
        this.transactions = transactions;
        this.repeatWindow = repeatWindow;
    }

    /**
     * @param insist send it even if an identical call was answered or is open
     */
    Claim claim(Call call, boolean insist) {
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<Claim> known = insist ? Optional.empty() : known(call);
            if (known.isPresent()) {
                return known.get();
            }
            try {
                Claim claim = transactions.execute(status -> begin(open(call), insist, status));
                if (claim.kind() == Kind.FRESH) {
                    held.add(claim.intent().id());
                }
                return claim;
            } catch (DuplicateKeyException e) {
                continue;
            }
        }
        throw new LedgerException(
                Reason.STILL_RUNNING,
                "Too many identical calls at once; nothing was sent for this one. Ask again.");
    }

    /** Once it has the lock: an identical call may have begun and ended after the look for one. */
    private Claim begin(Intent intent, boolean insist, TransactionStatus status) {
        intents.insert(intent, !insist);
        Optional<Intent> answered =
                insist
                        ? Optional.empty()
                        : intents.latestBeside(intent).filter(this::isRecentlyAnswered);
        if (answered.isEmpty()) {
            return new Claim(Kind.FRESH, intent);
        }
        status.setRollbackOnly();
        return new Claim(Kind.ANSWERED, answered.get());
    }

    private Optional<Claim> known(Call call) {
        Optional<Intent> latest = intents.latest(call.fingerprint());
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        Intent intent = latest.get();
        return switch (intent.state()) {
            case OPEN ->
                    Optional.of(
                            replica.isAlive(intent.owner())
                                    ? new Claim(Kind.BUSY, intent)
                                    : takeOver(intent));
            case UNKNOWN -> holdsBack(intent) ? Optional.of(takeOver(intent)) : unlocked(intent);
            case CREATED, PARTLY_CREATED, NOT_CREATED ->
                    isRecentlyAnswered(intent)
                            ? Optional.of(new Claim(Kind.ANSWERED, intent))
                            : Optional.empty();
        };
    }

    private Claim takeOver(Intent intent) {
        Optional<Intent> mine = take(intent);
        return mine.map(taken -> new Claim(Kind.UNSETTLED, taken))
                .orElseGet(() -> new Claim(Kind.BUSY, intent));
    }

    /**
     * Makes an intent this replica's own.
     *
     * @return empty when another one was faster
     */
    Optional<Intent> take(Intent intent) {
        if (!intents.takeOver(intent, replica.id())) {
            return Optional.empty();
        }
        held.add(intent.id());
        return intents.find(intent.id());
    }

    /** Where Postiz cannot be asked, an unknown outcome holds identical calls back for a while. */
    private boolean holdsBack(Intent intent) {
        return reconciler.canTell(intent.call().tool())
                || intent.createdAt().plus(repeatWindow).isAfter(Times.now());
    }

    private Optional<Claim> unlocked(Intent intent) {
        intents.unlock(intent.id());
        return Optional.empty();
    }

    private boolean isRecentlyAnswered(Intent intent) {
        Instant answered = intent.finishedAt().orElse(intent.createdAt());
        return intent.state().exists() && answered.plus(repeatWindow).isAfter(Times.now());
    }

    private Intent open(Call call) {
        return new Intent(
                UUID.randomUUID().toString(),
                call,
                IntentState.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                replica.id(),
                Times.now(),
                Optional.empty(),
                Optional.empty());
    }

    /** Writes the outcome, later if the database is away, and tells those who wait for it. */
    void settle(Intent intent, Settlement settlement, int attempts) {
        unwritten.write(
                intent.id(),
                () -> {
                    intents.settle(intent.id(), settlement, attempts);
                    held.remove(intent.id());
                });
        watch.signal(
                new Intent(
                        intent.id(),
                        intent.call(),
                        settlement.state(),
                        settlement.result(),
                        settlement.reason(),
                        settlement.message(),
                        attempts,
                        intent.owner(),
                        intent.createdAt(),
                        intent.unclearSince(),
                        Optional.of(Times.now())));
    }

    /** Completes when the intent is settled, wherever that happens. */
    CompletableFuture<Intent> settled(Intent intent) {
        return watch.settled(intent.id());
    }
}
