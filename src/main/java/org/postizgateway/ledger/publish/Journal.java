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
    private final Duration repeatWindow;

    public Journal(
            IntentRepository intents,
            Replica replica,
            Watch<Intent> watch,
            Unwritten unwritten,
            Held<Intent> held,
            Reconciler reconciler,
            Duration repeatWindow) {
        this.intents = intents;
        this.replica = replica;
        this.watch = watch;
        this.unwritten = unwritten;
        this.held = held;
        this.reconciler = reconciler;
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
                Intent intent = open(call);
                intents.insert(intent, !insist);
                held.add(intent.id());
                return new Claim(Kind.FRESH, intent);
            } catch (DuplicateKeyException e) {
                continue;
            }
        }
        throw new LedgerException(
                Reason.STILL_RUNNING,
                "Too many identical calls at once; nothing was sent for this one. Ask again.");
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
            case CREATED, PARTLY_CREATED ->
                    isRecent(intent)
                            ? Optional.of(new Claim(Kind.ANSWERED, intent))
                            : Optional.empty();
            case NOT_CREATED -> Optional.empty();
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

    private boolean isRecent(Intent intent) {
        Instant answered = intent.finishedAt().orElse(intent.createdAt());
        return answered.plus(repeatWindow).isAfter(Times.now());
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
