package org.postizgateway.ledger.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Held;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.Replica;
import org.postizgateway.ledger.Times;

/** Brings to an end what dead replicas left open, and what could not be told before. */
public final class AbandonedIntents {

    private static final int PER_ROUND = 100;
    private static final int LOOKS_PER_ROUND = 5;
    private static final Duration GIVE_UP = Duration.ofDays(1);

    private final IntentRepository intents;
    private final Journal journal;
    private final Reconciling reconciling;
    private final Reconciler reconciler;
    private final Credentials credentials;
    private final Replica replica;
    private final Held<Intent> held;
    private final LedgerSettings settings;

    public AbandonedIntents(
            IntentRepository intents,
            Journal journal,
            Reconciling reconciling,
            Reconciler reconciler,
            Credentials credentials,
            Replica replica,
            Held<Intent> held,
            LedgerSettings settings) {
        this.intents = intents;
        this.journal = journal;
        this.reconciling = reconciling;
        this.reconciler = reconciler;
        this.credentials = credentials;
        this.replica = replica;
        this.held = held;
        this.settings = settings;
    }

    /** Takes over the intents of replicas whose lease has run out, and what got lost here. */
    public void reap() {
        // or a busy replica whose own heartbeat is late would take itself for dead
        replica.heartbeat();
        List<Intent> left = held.leftBehind(intents.ownedAndOpen(replica.id()));
        left.forEach(intent -> settle(intent, "The gateway lost track of this call."));
        intents.abandoned(replica.cutoff(), PER_ROUND)
                .forEach(
                        intent ->
                                settle(intent, "The gateway stopped in the middle of this call."));
    }

    /** Looks again after unknown ones for which there is a credential now. */
    public void lookAgain() {
        Instant now = Times.now();
        intents.unknown(now.minus(GIVE_UP), now.minus(settings.settleTime()), PER_ROUND).stream()
                .filter(intent -> reconciler.canTell(intent.call().tool()))
                .filter(intent -> credentials.of(intent.call().tenant()).isPresent())
                .limit(LOOKS_PER_ROUND)
                .forEach(intent -> settle(intent, "This call ended without a known outcome."));
    }

    /** Leaves what this replica could not finish to the others. */
    public void writeDown() {
        for (Intent intent : intents.ownedAndOpen(replica.id())) {
            journal.settle(
                    intent,
                    Settlement.unknown(
                            intent.result(),
                            "The gateway stopped in the middle of this call. An identical call"
                                    + " makes the gateway look into Postiz first."),
                    intent.attempts());
        }
    }

    private void settle(Intent intent, String why) {
        journal.take(intent)
                .ifPresent(
                        mine ->
                                journal.settle(
                                        mine, reconciling.look(mine, why, true), mine.attempts()));
    }
}
