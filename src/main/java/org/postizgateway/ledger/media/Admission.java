package org.postizgateway.ledger.media;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.postizgateway.ledger.Call;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Replica;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Decides whether a call starts a generation, joins a running one or gets the outcome of an earlier
 * one.
 */
public final class Admission {

    private static final int MAX_RACES = 20;

    /** What a call may do. */
    enum Kind {
        START,
        JOIN,
        ANSWER
    }

    /**
     * @param job the job to start, to wait for or to answer with
     */
    record Decision(Kind kind, MediaJob job) {}

    private final MediaJobRepository jobs;
    private final Replica replica;
    private final DeadLetters deadLetters;
    private final TransactionOperations transactions;
    private final Duration repeatWindow;

    public Admission(
            MediaJobRepository jobs,
            DeadLetters deadLetters,
            Replica replica,
            TransactionOperations transactions,
            Duration repeatWindow) {
        this.jobs = jobs;
        this.deadLetters = deadLetters;
        this.replica = replica;
        this.transactions = transactions;
        this.repeatWindow = repeatWindow;
    }

    /**
     * @param insist start a generation whatever is known about identical ones
     * @throws LedgerException when the ledger cannot be written
     */
    Decision decide(Call call, boolean insist) {
        try {
            for (int race = 0; race < MAX_RACES; race++) {
                MediaJob job = queued(call);
                Optional<Decision> known =
                        insist ? Optional.empty() : known(job, jobs.latest(call.fingerprint()));
                if (known.isPresent()) {
                    return known.get();
                }
                try {
                    return transactions.execute(status -> begin(job, insist, status));
                } catch (DuplicateKeyException e) {
                    continue;
                }
            }
        } catch (DataAccessException | TransactionException e) {
            throw LedgerException.unavailable();
        }
        throw new LedgerException(
                Reason.STILL_RUNNING,
                "Too many identical calls at once; nothing was started for this one. Ask again.");
    }

    /** Once it has the lock: an identical job may have begun and ended after the look for one. */
    private Decision begin(MediaJob job, boolean insist, TransactionStatus status) {
        jobs.insert(job, !insist);
        Optional<Decision> known = insist ? Optional.empty() : known(job, jobs.latestBeside(job));
        known.ifPresent(decision -> status.setRollbackOnly());
        return known.orElseGet(() -> new Decision(Kind.START, job));
    }

    private Optional<Decision> known(MediaJob asked, Optional<MediaJob> identical) {
        return identical.flatMap(
                job -> {
                    if (!job.state().isEnded()) {
                        return Optional.of(new Decision(Kind.JOIN, job));
                    }
                    return isRecent(job) && answersAgain(job, asked.createdAt())
                            ? Optional.of(new Decision(Kind.ANSWER, job))
                            : Optional.empty();
                });
    }

    private boolean isRecent(MediaJob job) {
        return job.finishedAt().orElse(job.createdAt()).plus(repeatWindow).isAfter(Times.now());
    }

    /**
     * A result that no caller has yet is owed, and one that was made while this call was on its way
     * is what it would have joined. Paying again for what may have been paid for is left to a
     * caller who insists, until an operator has decided that nothing will come of it.
     */
    private boolean answersAgain(MediaJob job, Instant asked) {
        return switch (job.state()) {
            case DONE -> !job.delivered() || job.finishedAt().filter(asked::isBefore).isPresent();
            case UNKNOWN ->
                    deadLetters
                            .ofJob(job.id())
                            .filter(letter -> letter.state() == DeadLetterState.DISCARDED)
                            .isEmpty();
            default -> false;
        };
    }

    private MediaJob queued(Call call) {
        return new MediaJob(
                UUID.randomUUID().toString(),
                call,
                JobState.QUEUED,
                Optional.empty(),
                Optional.empty(),
                "",
                0,
                false,
                replica.id(),
                Times.now(),
                Optional.empty(),
                Optional.empty());
    }
}
