package org.postizgateway.sandbox.generation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Threads for work that takes a while. They end with the sandbox, finished or not. */
public final class Workers implements AutoCloseable {

    private static final int THREADS = 2;

    private final ScheduledThreadPoolExecutor threads =
            new ScheduledThreadPoolExecutor(
                    THREADS,
                    task -> {
                        Thread thread = new Thread(task, "sandbox-worker");
                        thread.setDaemon(true);
                        thread.setContextClassLoader(Workers.class.getClassLoader());
                        return thread;
                    });

    /** Does something when a duration has passed; only the work itself holds a thread. */
    <T> CompletableFuture<T> after(Duration duration, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.schedule(
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (Throwable e) {
                        // Also an Error, such as of missing fonts: somebody waits for an answer.
                        result.completeExceptionally(e);
                    }
                },
                duration.toMillis(),
                TimeUnit.MILLISECONDS);
        return result;
    }

    /** Drops work that has not begun. */
    public void forget() {
        threads.getQueue().clear();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
