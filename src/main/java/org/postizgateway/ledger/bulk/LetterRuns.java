package org.postizgateway.ledger.bulk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.bulk.LetterResult.Outcome;
import org.postizgateway.ledger.bulk.LetterRun.Action;
import org.postizgateway.ledger.bulk.LetterRun.State;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.media.ReplayConflict;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Replays or discards many dead letters, a few at a time. Which ones is written down when it is
 * asked for, and of each what came of it; so a run goes on where it was after a restart, on another
 * replica too, and never takes up what came later.
 */
public final class LetterRuns {

    /** At a round; a round is {@code ledger.poll-interval} long. */
    private static final int REPLAYS = 5;

    private static final int DISCARDS = 100;

    private final LetterRunRepository runs;
    private final DeadLetters letters;
    private final Replays replays;
    private final Replica replica;
    private final JdbcClient jdbc;
    private final int replaysAtOnce;
    private final TransactionOperations transactions;

    /** The dead letters are not those that somebody was shown. */
    public static final class Changed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Changed(int expected, int found) {
            super(
                    found == 0
                            ? "No dead letter matches that can be decided about."
                            : "%d dead letters match now, not %d. Look at them and ask again."
                                    .formatted(found, expected));
        }
    }

    /**
     * @param replaysAtOnce most replays that are under way while a run starts more
     */
    public LetterRuns(
            LetterRunRepository runs,
            DeadLetters letters,
            Replays replays,
            Replica replica,
            JdbcClient jdbc,
            int replaysAtOnce,
            TransactionOperations transactions) {
        this.runs = runs;
        this.letters = letters;
        this.replays = replays;
        this.replica = replica;
        this.jdbc = jdbc;
        this.replaysAtOnce = replaysAtOnce;
        this.transactions = transactions;
    }

    /**
     * Writes down what is to be done; {@link #round} does it.
     *
     * @param expected how many match, as whoever asks was shown
     * @param described the filter for people
     * @throws Changed when another number matches, or none; nothing is done then
     */
    public LetterRun begin(
            Action action, DeadLetterFilter filter, int expected, String note, String described) {
        LetterRun run =
                new LetterRun(
                        UUID.randomUUID().toString(),
                        action,
                        State.RUNNING,
                        note,
                        described,
                        expected,
                        replica.id(),
                        Times.now(),
                        Optional.empty());
        transactions.executeWithoutResult(
                status -> {
                    runs.insert(run);
                    int taken = runs.take(run.id(), filter);
                    if (taken != expected || taken == 0) {
                        throw new Changed(expected, taken);
                    }
                });
        return run;
    }

    /**
     * What was done stays done.
     *
     * @return whether it ran until now
     */
    public boolean stop(String id) {
        return runs.end(id, State.STOPPED);
    }

    /** Does the next few of each run of this replica, and of those whose replica is gone. */
    public void round() {
        for (LetterRun run : runs.running()) {
            boolean own = run.owner().equals(replica.id());
            if (own || !replica.isAlive(run.owner()) && runs.adopt(run, replica.id())) {
                step(run);
            }
        }
    }

    private void step(LetterRun run) {
        List<String> next = runs.next(run.id(), room(run.action()) + 1);
        if (next.isEmpty()) {
            runs.end(run.id(), State.DONE);
            return;
        }
        try {
            for (String letter : next.subList(0, Math.min(next.size(), room(run.action())))) {
                decide(run, letter);
            }
        } catch (LedgerException e) {
            // the gateway stops, or has no room: their turn comes again
        }
    }

    private int room(Action action) {
        return action == Action.DISCARD
                ? DISCARDS
                : Math.max(0, Math.min(REPLAYS, replaysAtOnce - replaying()));
    }

    private int replaying() {
        return jdbc.sql("SELECT COUNT(*) FROM dead_letter WHERE state = 'REPLAYING'")
                .query(Integer.class)
                .single();
    }

    private void decide(LetterRun run, String id) {
        Optional<DeadLetter> letter = letters.find(id);
        if (letter.isEmpty()) {
            runs.note(run.id(), id, Outcome.REFUSED, "It is not kept any more.");
        } else if (run.action() == Action.DISCARD) {
            discard(run, id);
        } else {
            replay(run, letter.get());
        }
    }

    private void discard(LetterRun run, String id) {
        if (letters.discard(id, run.note())) {
            runs.note(run.id(), id, Outcome.DISCARDED, "");
            return;
        }
        DeadLetterState now =
                letters.find(id).map(DeadLetter::state).orElse(DeadLetterState.DISCARDED);
        runs.note(run.id(), id, Outcome.REFUSED, "It was " + now.code() + " by then.");
    }

    private void replay(LetterRun run, DeadLetter letter) {
        try {
            DeadLetterState state = replays.replay(letter).state();
            runs.note(
                    run.id(),
                    letter.id(),
                    state == DeadLetterState.REPLAYING ? Outcome.STARTED : Outcome.WAITING,
                    "");
        } catch (ReplayConflict e) {
            runs.note(run.id(), letter.id(), Outcome.REFUSED, e.getMessage());
        }
    }
}
