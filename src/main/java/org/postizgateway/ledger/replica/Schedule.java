package org.postizgateway.ledger.replica;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Runs the ledger's recurring tasks. One that fails is tried again at its next turn. */
public final class Schedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final ScheduledExecutorService executor;

    /**
     * @param threads one for each task, so that a slow one holds up no other
     */
    public Schedule(int threads) {
        this.executor =
                Executors.newScheduledThreadPool(
                        threads, new CustomizableThreadFactory("ledger-schedule-"));
    }

    public Schedule every(Duration interval, String name, Runnable task) {
        executor.scheduleWithFixedDelay(
                new Task(name, task),
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
        return this;
    }

    /** Logs when it begins to fail and when it works again, not every time in between. */
    private static final class Task implements Runnable {

        private final String name;
        private final Runnable task;
        private boolean failing;

        private Task(String name, Runnable task) {
            this.name = name;
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
                if (failing) {
                    LOG.info("Ledger task '{}' works again", name);
                }
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("Ledger task '{}' fails and is tried again: {}", name, e.toString());
                }
                failing = true;
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
