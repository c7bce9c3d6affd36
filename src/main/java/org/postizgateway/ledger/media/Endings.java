package org.postizgateway.ledger.media;

import java.util.Optional;
import org.postizgateway.ledger.AttemptError;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.Held;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.Unwritten;
import org.postizgateway.ledger.Watch;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterAnnouncer;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes how jobs ended, with their dead letters in the same transaction, and tells who waits for
 * them. While the database is away the callers get their answer all the same.
 */
public final class Endings {

    private final MediaJobRepository jobs;
    private final AttemptErrors errors;
    private final DeadLetters deadLetters;
    private final DeadLetterAnnouncer announcer;
    private final TransactionOperations transactions;
    private final Unwritten unwritten;
    private final Held<MediaJob> held;
    private final Watch<MediaJob> watch;
    private final LedgerMetrics metrics;

    public Endings(
            MediaJobRepository jobs,
            AttemptErrors errors,
            DeadLetters deadLetters,
            DeadLetterAnnouncer announcer,
            TransactionOperations transactions,
            Unwritten unwritten,
            Held<MediaJob> held,
            Watch<MediaJob> watch,
            LedgerMetrics metrics) {
        this.jobs = jobs;
        this.errors = errors;
        this.deadLetters = deadLetters;
        this.announcer = announcer;
        this.transactions = transactions;
        this.unwritten = unwritten;
        this.held = held;
        this.watch = watch;
        this.metrics = metrics;
    }

    void write(MediaJob job, Ending ending, int attempts) {
        unwritten.write(
                job.id(),
                () -> {
                    Optional<DeadLetter> letter =
                            transactions.execute(status -> inTransaction(job, ending, attempts));
                    held.remove(job.id());
                    letter.ifPresent(announcer::announce);
                });
        metrics.jobEnded(job.call().tool(), ending.state().code());
        watch.signal(job.ended(ending, attempts, Times.now()));
    }

    private Optional<DeadLetter> inTransaction(MediaJob job, Ending ending, int attempts) {
        boolean counted = jobs.end(job, ending, attempts);
        if (ending.state() == JobState.DONE) {
            deadLetters.resolved(job.id());
            return Optional.empty();
        }
        if (!counted) {
            return Optional.empty();
        }
        Reason reason = ending.reason().orElse(Reason.OUTCOME_UNKNOWN);
        if (errors.of(job.id()).size() < attempts) {
            errors.add(job.id(), new AttemptError(attempts, Times.now(), reason, ending.message()));
        }
        return deadLetters.failed(job.id(), job.call(), reason, ending.message(), attempts);
    }

    /**
     * @return whether the job was in this state and is cancelled now
     */
    boolean cancel(String jobId, JobState from, String message) {
        boolean cancelled =
                transactions.execute(
                        status -> {
                            boolean changed = jobs.cancel(jobId, from, message);
                            if (changed) {
                                deadLetters.cancelled(jobId);
                            }
                            return changed;
                        });
        if (cancelled) {
            jobs.find(jobId).ifPresent(watch::signal);
        }
        return cancelled;
    }

    /** Passes an ending on that was written elsewhere. */
    void signal(MediaJob job) {
        held.remove(job.id());
        watch.signal(job);
    }
}
