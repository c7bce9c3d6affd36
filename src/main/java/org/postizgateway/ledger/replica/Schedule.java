package org.postizgateway.ledger.replica;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.TransactionException;

/** Runs the ledger's recurring tasks. One that fails is tried again at its next turn. */
public final class Schedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    /** An outage of it makes most tasks fail, each in words of its own. */
    private static final String DATABASE = "database";

    private final ScheduledExecutorService executor;

    /** Tasks that fail at the moment, by why. */
    private final Map<String, Set<String>> failing = new HashMap<>();

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

    private final class Task implements Runnable {

        private final String name;
        private final Runnable task;

        private Task(String name, Runnable task) {
            this.name = name;
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
                worked(name);
            } catch (RuntimeException e) {
                failed(name, e);
            }
        }
    }

    /** Logs when the first of those that have the same reason begins to fail. */
    private synchronized void failed(String task, RuntimeException failure) {
        String why =
                failure instanceof DataAccessException || failure instanceof TransactionException
                        ? DATABASE
                        : failure.toString();
        Set<String> alike = failing.computeIfAbsent(why, any -> new HashSet<>());
        if (alike.isEmpty()) {
            LOG.warn("Ledger task '{}' fails and is tried again: {}", task, failure.toString());
        }
        alike.add(task);
    }

    /** Logs when the last of them works again. */
    private synchronized void worked(String task) {
        failing.values()
                .removeIf(
                        alike -> {
                            boolean over = alike.remove(task) && alike.isEmpty();
                            if (over) {
                                LOG.info("Ledger task '{}' works again", task);
                            }
                            return over;
                        });
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
