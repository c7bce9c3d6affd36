package org.postizgateway.generation;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops generations that serve no more, each when its last call has ended. */
public final class Ending implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    /** Most generations that may be on their way out. */
    public static final int MOST = 8;

    private final Switch callers;
    private final Predicate<CamelContext> held;
    private final Set<Generation> generations = ConcurrentHashMap.newKeySet();
    private final Set<Generation> seenIdle = new HashSet<>();
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "configuration-ending");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param held whether something outside will still run steps of a context
     * @param interval between two looks
     */
    public Ending(Switch callers, Predicate<CamelContext> held, Duration interval) {
        this.callers = callers;
        this.held = held;
        scheduler.scheduleWithFixedDelay(
                this::stopIdle, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isFull() {
        return generations.size() >= MOST;
    }

    int count() {
        return generations.size();
    }

    void end(Generation generation) {
        generations.add(generation);
    }

    /** What was idle once may have had a request between two of its counts. */
    private void stopIdle() {
        Set<Generation> idle =
                generations.stream().filter(this::isIdle).collect(Collectors.toSet());
        idle.stream().filter(seenIdle::contains).forEach(this::stop);
        seenIdle.clear();
        seenIdle.addAll(idle);
    }

    /** A failure is that of one generation; thrown, it would end the looks at all. */
    private boolean isIdle(Generation generation) {
        try {
            return callers.entering(generation.context()) == 0
                    && generation.running() == 0
                    && !held.test(generation.context());
        } catch (RuntimeException e) {
            LOG.warn("Whether configuration {} has ended cannot be told", generation.set(), e);
            return false;
        }
    }

    private void stop(Generation generation) {
        try {
            generation.stop();
            callers.forget(generation.context());
            LOG.info("Configuration {} has ended.", generation.set());
        } catch (RuntimeException e) {
            LOG.warn("Configuration {} did not end in order", generation.set(), e);
        } finally {
            generations.remove(generation);
        }
    }

    /** Stops all of them, after the calls that run. */
    @Override
    public void close() {
        scheduler.shutdown();
        generations.forEach(this::stop);
    }
}
