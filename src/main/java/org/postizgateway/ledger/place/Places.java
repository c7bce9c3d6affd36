package org.postizgateway.ledger.place;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.postizgateway.bound.CallGate;
import org.postizgateway.bound.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many calls are at Postiz at a time, in all and of one tenant, and how many begin in a time.
 * More of them wait: those of a tenant in the order in which they came, the tenants in turns.
 */
public final class Places {

    private static final Logger LOG = LoggerFactory.getLogger(Places.class);

    private final Bounds bounds;
    private final CallGate gate;
    private final Executor threads;
    private final Clockwork clockwork;
    private final Waits waits;
    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<String, Long> heldUntil = new HashMap<>();
    private final Turns<Waiting> queue;
    private int takenInAll;
    private boolean handingOut;
    private boolean asked;

    /**
     * @param total places
     * @param perTenant of them, most that one tenant has
     * @param queue how many may wait for one
     * @param queuePerTenant how many of these are of one tenant
     * @param longestWait after which a task is given up; empty for never
     */
    public record Bounds(
            int total,
            int perTenant,
            int queue,
            int queuePerTenant,
            Optional<Duration> longestWait) {}

    /** Time, as it passes. */
    public interface Clockwork {

        /** Nanoseconds since some moment. */
        long now();

        void after(Duration delay, Runnable task);
    }

    /** What waits, until it is begun, given up or withdrawn. */
    private record Waiting(String tenant, Runnable task, Runnable givenUp, long since) {}

    /**
     * @param gate how many calls begin in a time
     * @param threads has a thread for each place
     */
    public Places(
            Bounds bounds, CallGate gate, Executor threads, Clockwork clockwork, Waits waits) {
        this.bounds = bounds;
        this.gate = gate;
        this.threads = threads;
        this.clockwork = clockwork;
        this.waits = waits;
        this.queue = new Turns<>(bounds.queuePerTenant(), bounds.queue());
    }

    /** A place, or the right to wait for one. */
    public final class Place implements AutoCloseable {

        private final String tenant;
        private final boolean free;
        private boolean used;

        private Place(String tenant, boolean free) {
            this.tenant = tenant;
            this.free = free;
        }

        /** Whether a task begins at once. */
        public boolean isFree() {
            return free;
        }

        /**
         * Runs a task here, now or when it has its turn.
         *
         * @param givenUp is run in its place when it has waited for too long
         * @return withdraws the task; whether it was waiting still, and is neither begun nor given
         *     up any more
         * @throws RejectedExecutionException when too many wait already
         */
        public Withdrawal run(Runnable task, Runnable givenUp) {
            Waiting waiting = new Waiting(tenant, task, givenUp, clockwork.now());
            if (free) {
                used = true;
                start(waiting, Waits.Reason.NONE);
            } else {
                await(waiting);
            }
            return () -> withdraw(waiting, Waits.Outcome.WITHDRAWN);
        }

        /** Leaves a place that was not used. */
        @Override
        public void close() {
            if (free && !used) {
                used = true;
                gate.giveBack(tenant);
                leave(tenant);
            }
        }
    }

    /** Takes a task out of the queue. */
    @FunctionalInterface
    public interface Withdrawal {

        /**
         * @return whether it was waiting still; it does not begin then
         */
        boolean withdraw();
    }

    public Place take(String tenant) {
        boolean free;
        synchronized (this) {
            free = queue.isEmpty() && hasRoom(tenant);
            if (free) {
                occupy(tenant);
            }
        }
        if (free && count(tenant).isPresent()) {
            leave(tenant);
            free = false;
        }
        return new Place(tenant, free);
    }

    private void await(Waiting waiting) {
        synchronized (this) {
            if (!queue.add(waiting.tenant(), waiting)) {
                throw new RejectedExecutionException("Too many calls wait for a place");
            }
        }
        bounds.longestWait().ifPresent(wait -> clockwork.after(wait, () -> giveUp(waiting)));
        handOut();
    }

    private void giveUp(Waiting waiting) {
        if (withdraw(waiting, Waits.Outcome.GIVEN_UP)) {
            threads.execute(waiting.givenUp());
        }
    }

    private boolean isOverdue(Waiting waiting) {
        return bounds.longestWait()
                .filter(wait -> clockwork.now() - waiting.since() >= wait.toNanos())
                .isPresent();
    }

    private boolean withdraw(Waiting waiting, Waits.Outcome outcome) {
        Waits.Reason reason;
        synchronized (this) {
            if (!queue.remove(waiting.tenant(), waiting)) {
                return false;
            }
            reason = waitedFor(waiting);
        }
        ended(waiting, reason, outcome);
        return true;
    }

    private void ended(Waiting waiting, Waits.Reason reason, Waits.Outcome outcome) {
        waits.ended(reason, outcome, Duration.ofNanos(clockwork.now() - waiting.since()));
    }

    /** Of one that has just left the queue. */
    private Waits.Reason waitedFor(Waiting waiting) {
        Long until = heldUntil.get(waiting.tenant());
        if (!queue.holds(waiting.tenant())) {
            heldUntil.remove(waiting.tenant());
        }
        return until != null && until - waiting.since() > 0
                ? Waits.Reason.LIMIT
                : Waits.Reason.PLACE;
    }

    private boolean isHeld(String tenant) {
        Long until = heldUntil.get(tenant);
        return until != null && clockwork.now() - until < 0;
    }

    private void leave(String tenant) {
        synchronized (this) {
            vacate(tenant);
        }
        handOut();
    }

    /** Gives places to those who wait, one thread at a time, as the gate may take a while. */
    private void handOut() {
        synchronized (this) {
            asked = true;
            if (handingOut) {
                return;
            }
            handingOut = true;
        }
        Optional<Waiting> next = next();
        while (next.isPresent()) {
            pass(next.get());
            next = next();
        }
    }

    /** No failure of the gate may keep those who wait from their turn. */
    private Optional<Duration> count(String tenant) {
        try {
            return gate.pass(tenant);
        } catch (RuntimeException e) {
            LOG.error("A call is made without being counted", e);
            return Optional.empty();
        }
    }

    private void pass(Waiting next) {
        Optional<Duration> wait = count(next.tenant());
        if (wait.isEmpty()) {
            Waits.Reason reason;
            synchronized (this) {
                queue.turned(next.tenant());
                reason = waitedFor(next);
            }
            start(next, reason);
            return;
        }
        synchronized (this) {
            vacate(next.tenant());
            queue.putBack(next.tenant(), next);
            heldUntil.put(next.tenant(), clockwork.now() + wait.get().toNanos());
        }
        clockwork.after(wait.get(), this::handOut);
        if (isOverdue(next)) {
            // Its time was over while the gate was asked, when it was not in the queue.
            giveUp(next);
        }
    }

    /** The next one, which has a place then; without one nobody hands out any more. */
    private synchronized Optional<Waiting> next() {
        Optional<Waiting> next = Optional.empty();
        while (asked && next.isEmpty()) {
            next = queue.next(tenant -> hasRoom(tenant) && !isHeld(tenant));
            asked = next.isPresent();
        }
        next.ifPresent(waiting -> occupy(waiting.tenant()));
        handingOut = next.isPresent();
        return next;
    }

    private void start(Waiting waiting, Waits.Reason reason) {
        ended(waiting, reason, Waits.Outcome.SENT);
        threads.execute(
                () -> {
                    try {
                        waiting.task().run();
                    } finally {
                        leave(waiting.tenant());
                    }
                });
    }

    private boolean hasRoom(String tenant) {
        return takenInAll < bounds.total() && taken.getOrDefault(tenant, 0) < bounds.perTenant();
    }

    private void occupy(String tenant) {
        takenInAll++;
        taken.merge(tenant, 1, Integer::sum);
    }

    private void vacate(String tenant) {
        takenInAll--;
        taken.computeIfPresent(tenant, (any, count) -> count == 1 ? null : count - 1);
    }
}
