package org.postizgateway.ledger.execution;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * How many calls are at Postiz at a time, in all and of one tenant, so that nobody waits behind
 * what somebody else has waiting there. More of them wait for a place in the order in which they
 * came.
 */
public final class Places {

    private final int total;
    private final int perTenant;
    private final int queueSize;
    private final Executor threads;
    private final Consumer<Duration> waited;
    private final Map<String, Integer> taken = new HashMap<>();
    private final List<Waiting> queue = new LinkedList<>();
    private int takenInAll;

    private record Waiting(String tenant, Runnable task) {}

    /**
     * @param queueSize how many may wait
     * @param threads has a thread for each place
     * @param waited is told of each task how long it waited
     */
    public Places(
            int total, int perTenant, int queueSize, Executor threads, Consumer<Duration> waited) {
        this.waited = waited;
        this.total = total;
        this.perTenant = perTenant;
        this.queueSize = queueSize;
        this.threads = threads;
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
         * @throws RejectedExecutionException when too many wait already
         */
        public void run(Runnable task) {
            long since = System.nanoTime();
            Runnable timed =
                    () -> {
                        waited.accept(Duration.ofNanos(System.nanoTime() - since));
                        task.run();
                    };
            if (free) {
                start(tenant, timed);
                used = true;
            } else {
                await(new Waiting(tenant, timed));
            }
        }

        /** Leaves a place that was not used. */
        @Override
        public void close() {
            if (free && !used) {
                used = true;
                leave(tenant);
            }
        }
    }

    public synchronized Place take(String tenant) {
        boolean free = queue.isEmpty() && hasRoom(tenant);
        if (free) {
            occupy(tenant);
        }
        return new Place(tenant, free);
    }

    private synchronized void await(Waiting waiting) {
        if (queue.size() >= queueSize) {
            throw new RejectedExecutionException("Too many calls wait for a place");
        }
        queue.add(waiting);
        startWaiting();
    }

    private synchronized void leave(String tenant) {
        takenInAll--;
        taken.computeIfPresent(tenant, (any, count) -> count == 1 ? null : count - 1);
        startWaiting();
    }

    private void startWaiting() {
        Iterator<Waiting> waiting = queue.iterator();
        while (takenInAll < total && waiting.hasNext()) {
            Waiting next = waiting.next();
            if (hasRoom(next.tenant())) {
                waiting.remove();
                occupy(next.tenant());
                start(next.tenant(), next.task());
            }
        }
    }

    private void start(String tenant, Runnable task) {
        threads.execute(
                () -> {
                    try {
                        task.run();
                    } finally {
                        leave(tenant);
                    }
                });
    }

    private boolean hasRoom(String tenant) {
        return takenInAll < total && taken.getOrDefault(tenant, 0) < perTenant;
    }

    private void occupy(String tenant) {
        takenInAll++;
        taken.merge(tenant, 1, Integer::sum);
    }
}
