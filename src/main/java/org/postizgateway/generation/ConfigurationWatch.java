package org.postizgateway.generation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postizgateway.generation.Outcome.Kind;
import org.postizgateway.generation.set.ConfigurationSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the configuration directory: once it has changed and then been still from one look to the
 * next, so that nothing is read while it is written. Now and then it is read although it seems
 * unchanged.
 */
public final class ConfigurationWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final int LOOKS_BETWEEN_READINGS = 60;

    private final DesiredConfiguration configuration;
    private final Path[] roots;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "configuration-watch");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Duration interval;
    private Fingerprint last;
    private boolean changed;
    private int looks;

    /**
     * @param interval between two looks
     */
    public ConfigurationWatch(DesiredConfiguration configuration, Duration interval) {
        this.configuration = configuration;
        Path directory = configuration.directory();
        this.roots =
                List.of(
                                ConfigurationSet.ROUTES,
                                ConfigurationSet.KAMELETS,
                                ConfigurationSet.SCHEMAS,
                                ConfigurationSet.TESTS,
                                ConfigurationSet.PROPERTIES)
                        .stream()
                        .map(directory::resolve)
                        .toArray(Path[]::new);
        // What changed since the first set was read is found by the first reading.
        this.last = Fingerprint.NONE;
        this.interval = interval;
    }

    /** Begins to look, once a first set serves. */
    public void start() {
        scheduler.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Fingerprint now = Fingerprint.of(roots);
            boolean still = now.equals(last);
            last = now;
            changed |= !still;
            looks++;
            if (still && (changed || looks >= LOOKS_BETWEEN_READINGS)) {
                looks = 0;
                changed = configuration.follow(false).kind() == Kind.WAITING;
            }
        } catch (RuntimeException | Error e) {
            // Thrown, it would end the looks: also an Error, such as of a class that is missing.
            LOG.error("The configuration directory could not be followed", e);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
