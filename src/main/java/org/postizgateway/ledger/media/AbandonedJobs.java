package org.postizgateway.ledger.media;

import org.postizgateway.ledger.Held;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Replica;

/** Ends jobs whose replica is gone: they become dead letters with a known reason. */
public final class AbandonedJobs {

    private static final int PER_ROUND = 100;

    private final MediaJobRepository jobs;
    private final Endings endings;
    private final Replica replica;
    private final Held<MediaJob> held;

    public AbandonedJobs(
            MediaJobRepository jobs, Endings endings, Replica replica, Held<MediaJob> held) {
        this.jobs = jobs;
        this.endings = endings;
        this.replica = replica;
        this.held = held;
    }

    /** Ends what replicas whose lease has run out have left, and what got lost here. */
    public void reap() {
        // or a busy replica whose own heartbeat is late would take itself for dead
        replica.heartbeat();
        held.leftBehind(jobs.unfinishedOf(replica.id())).forEach(this::end);
        jobs.abandoned(replica.cutoff(), PER_ROUND).forEach(this::end);
    }

    /** Ends what this replica could not finish before it stops. */
    public void writeDown() {
        jobs.unfinishedOf(replica.id()).forEach(this::end);
    }

    private void end(MediaJob job) {
        boolean sent = job.state() == JobState.RUNNING;
        Ending ending =
                sent
                        ? Ending.unknown(
                                job.id(), "The gateway stopped while Postiz was generating.")
                        : JobRunner.notSent(Reason.GATEWAY_STOPPED);
        endings.write(job, ending, job.attempts() + (sent ? 1 : 0));
    }
}
