package org.postizgateway.bound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs blocking work on few threads of its own, while whoever waits for it holds none. An owner
 * gets only some of the threads at a time, and the same share of the places to wait; the others'
 * work overtakes what it has waiting.
 */
public final class Lane implements AutoCloseable {

    private static final long IDLE_SECONDS = 30;

    private final int perOwner;
    private final int maxWaiting;
    private final int maxWaitingPerOwner;
    private final Duration patience;
    private final int threads;
    private final ExecutorService executor;
    private final Map<String, Integer> running = new HashMap<>();
    private final Deque<Waiting<?>> waiting = new ArrayDeque<>();
    private final Map<String, Integer> waitingOf = new HashMap<>();
    private int runningInAll;
    private boolean closed;

    /** There is too much to do already. */
    public static final class FullException extends RuntimeException {
        FullException() {
            super("Too much is waiting", null, false, false);
        }
    }

    private record Waiting<T>(String owner, Supplier<T> work, CompletableFuture<T> result) {

        private void run() {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    /**
     * @param name of the threads
     * @param threads most work at the same time
     * @param perOwner most of it for one owner
     * @param maxWaiting most work that waits for a thread
     * @param patience how long it waits
     */
    public Lane(String name, int threads, int perOwner, int maxWaiting, Duration patience) {
        this.threads = threads;
        this.perOwner = Math.max(1, perOwner);
        this.maxWaiting = maxWaiting;
        this.maxWaitingPerOwner = Math.max(1, maxWaiting * this.perOwner / threads);
        this.patience = patience;
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            Thread thread = new Thread(work, name);
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        this.executor = pool;
    }

    /**
     * Does work for an owner.
     *
     * @return fails with what the work threw, or with a {@link FullException} when it was not begun
     *     because too much waits, or for too long, or the lane was closed
     */
    public <T> CompletableFuture<T> run(String owner, Supplier<T> work) {
        Waiting<T> next = new Waiting<>(owner, work, new CompletableFuture<>());
        synchronized (this) {
            if (closed) {
                next.result().completeExceptionally(new FullException());
            } else if (mayRun(owner)) {
                start(next);
            } else if (mayWait(owner)) {
                waiting.add(next);
                waitingOf.merge(owner, 1, Integer::sum);
                CompletableFuture.delayedExecutor(
                                patience.toMillis(),
                                TimeUnit.MILLISECONDS,
                                ForkJoinPool.commonPool())
                        .execute(() -> giveUp(next));
            } else {
                next.result().completeExceptionally(new FullException());
            }
        }
        return next.result();
    }

    /** Whether no work is being done or waits. */
    public synchronized boolean isIdle() {
        return runningInAll == 0 && waiting.isEmpty();
    }

    private boolean mayRun(String owner) {
        return runningInAll < threads && running.getOrDefault(owner, 0) < perOwner;
    }

    private boolean mayWait(String owner) {
        return waiting.size() < maxWaiting && waitingOf.getOrDefault(owner, 0) < maxWaitingPerOwner;
    }

    private void start(Waiting<?> next) {
        runningInAll++;
        running.merge(next.owner(), 1, Integer::sum);
        executor.execute(
                () -> {
                    next.run();
                    ended(next.owner());
                });
    }

    private synchronized void ended(String owner) {
        runningInAll--;
        countDown(running, owner);
        Iterator<Waiting<?>> candidates = waiting.iterator();
        while (candidates.hasNext() && runningInAll < threads) {
            Waiting<?> candidate = candidates.next();
            if (mayRun(candidate.owner())) {
                candidates.remove();
                countDown(waitingOf, candidate.owner());
                start(candidate);
            }
        }
    }

    private static void countDown(Map<String, Integer> counts, String owner) {
        counts.computeIfPresent(owner, (name, count) -> count > 1 ? count - 1 : null);
    }

    private void giveUp(Waiting<?> late) {
        boolean stillWaiting;
        synchronized (this) {
            stillWaiting = waiting.remove(late);
            if (stillWaiting) {
                countDown(waitingOf, late.owner());
            }
        }
        if (stillWaiting) {
            late.result().completeExceptionally(new FullException());
        }
    }

    /** Interrupts what is being done; what waits for its turn ends as refused. */
    @Override
    public void close() {
        List<Waiting<?>> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
            waitingOf.clear();
        }
        left.forEach(one -> one.result().completeExceptionally(new FullException()));
        executor.shutdownNow();
    }
}
