package org.postizgateway.ledger.media;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.RequestText;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.CallTransitions;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterRepository;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.recovery.Following;
import org.postizgateway.ledger.replica.Draining;
import org.postizgateway.ledger.replica.Replica;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/** Runs the job of a dead letter once more, as a new attempt of the same job. */
public final class Replays {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int PER_ROUND = 50;
    private static final Set<CallState> ENDED = Set.of(CallState.FAILED, CallState.UNKNOWN);

    private final DeadLetters letters;
    private final DeadLetterRepository states;
    private final CallRepository calls;
    private final CallTransitions transitions;
    private final Following following;
    private final Credentials credentials;
    private final Replica replica;
    private final Draining draining;
    private final TransactionOperations transactions;

    /** Id of the last one that was tried, of those that wait. */
    private volatile String seen = "";

    public Replays(
            DeadLetters letters,
            DeadLetterRepository states,
            CallRepository calls,
            CallTransitions transitions,
            Following following,
            Credentials credentials,
            Replica replica,
            Draining draining,
            TransactionOperations transactions) {
        this.letters = letters;
        this.states = states;
        this.calls = calls;
        this.transitions = transitions;
        this.following = following;
        this.credentials = credentials;
        this.replica = replica;
        this.draining = draining;
        this.transactions = transactions;
    }

    /**
     * Starts a replay, or notes that it waits for a credential of the tenant.
     *
     * @return the dead letter as it stands then
     * @throws ReplayConflict when it is being replayed, waits for a credential already, is resolved
     *     or discarded, or cannot run here at the moment
     */
    public DeadLetter replay(DeadLetter letter) {
        draining.enter().close();
        if (!canRun(letter)) {
            if (RequestText.whole(letter.request()).isEmpty()) {
                throw new ReplayConflict(
                        "Its request was too long to be kept whole (LEDGER_STORAGE_LONGEST_REQUEST),"
                                + " so it cannot be made again from here. Discard it, and have its"
                                + " caller make the call anew.");
            }
            throw new ReplayConflict("The route of tool " + letter.tool() + " does not run here.");
        }
        Optional<Credential> credential = credentials.of(letter.tenant());
        if (credential.isPresent()) {
            start(letter, credential.get());
            return letter.in(DeadLetterState.REPLAYING);
        }
        if (!states.change(
                letter.id(),
                List.of(DeadLetterState.OPEN),
                DeadLetterState.WAITING_FOR_CREDENTIAL)) {
            throw new ReplayConflict(notNow(letter));
        }
        return letter.in(DeadLetterState.WAITING_FOR_CREDENTIAL);
    }

    /**
     * Starts replays whose tenants have been heard of since. Each round goes on where the one
     * before ended, so that those which cannot run keep no others back.
     */
    public void startWaiting() {
        Set<String> known = new HashSet<>(states.waitingTenants());
        if (!known.isEmpty()) {
            known.retainAll(credentials.tenants());
        }
        List<DeadLetter> waiting =
                known.isEmpty() ? List.of() : states.waiting(known, seen, PER_ROUND);
        seen = waiting.size() < PER_ROUND ? "" : waiting.get(PER_ROUND - 1).id();
        for (DeadLetter letter : waiting) {
            Optional<Credential> credential = credentials.of(letter.tenant());
            if (credential.isPresent() && canRun(letter)) {
                try {
                    start(letter, credential.get());
                } catch (ReplayConflict | LedgerException e) {
                    LOG.debug("Dead letter {} is not replayed: {}", letter.id(), e.getMessage());
                }
            }
        }
    }

    private boolean canRun(DeadLetter letter) {
        return calls.find(letter.jobId()).filter(following::canRun).isPresent();
    }

    private void start(DeadLetter letter, Credential credential) {
        LedgerCall call;
        try {
            call = transactions.execute(status -> claim(letter));
        } catch (DuplicateKeyException e) {
            throw new ReplayConflict(
                    "An identical generation of the same tenant is running. Wait for its end.");
        }
        following.run(call, credential);
    }

    private LedgerCall claim(DeadLetter letter) {
        if (!states.change(letter.id(), waitingOrOpen(), DeadLetterState.REPLAYING)) {
            throw new ReplayConflict(notNow(letter));
        }
        LedgerCall call =
                calls.find(letter.jobId())
                        .orElseThrow(() -> new ReplayConflict("Its media job is gone."));
        if (!transitions.requeue(call, ENDED, replica.id())) {
            throw new ReplayConflict(
                    "Its media job is " + call.state().code() + " and cannot run again.");
        }
        return call.requeued(replica.id());
    }

    private String notNow(DeadLetter letter) {
        DeadLetterState now =
                letters.find(letter.id()).map(DeadLetter::state).orElse(letter.state());
        return switch (now) {
            case REPLAYING -> "This dead letter is being replayed.";
            case WAITING_FOR_CREDENTIAL ->
                    "A replay of this dead letter was asked for before and waits for a credential of"
                            + " its tenant, which this gateway does not know. It starts by itself with"
                            + " the tenant's next call that changes something or asks for a job, or"
                            + " once POSTIZ_API_KEY is a key of the tenant.";
            default -> "This dead letter is " + now.code() + " and cannot be replayed.";
        };
    }

    private static List<DeadLetterState> waitingOrOpen() {
        return List.of(DeadLetterState.OPEN, DeadLetterState.WAITING_FOR_CREDENTIAL);
    }
}
