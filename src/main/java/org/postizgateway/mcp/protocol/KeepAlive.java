package org.postizgateway.mcp.protocol;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes something to quiet streams now and then, so that no proxy takes them for dead. */
public final class KeepAlive {

    /** A stream that may have been quiet. */
    public interface Idle {

        /** Writes a comment if nothing was written for a time, in nanoseconds. */
        void keepAlive(long idleNanos);

        /** Whether it is a stream already; an answer becomes one when it takes its time. */
        boolean isStream();
    }

    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    private final Set<Idle> streams = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService scheduler;
    private Duration interval;
    private Future<?> rounds;

    public KeepAlive(ScheduledExecutorService scheduler, Duration interval) {
        this.scheduler = scheduler;
        every(interval);
    }

    /**
     * Another interval than at first.
     *
     * @param interval quiet time after which something is written
     */
    public synchronized void every(Duration interval) {
        if (interval.equals(this.interval)) {
            return;
        }
        this.interval = interval;
        if (rounds != null) {
            rounds.cancel(false);
        }
        long nanos = interval.toNanos();
        rounds =
                scheduler.scheduleWithFixedDelay(
                        () -> streams.forEach(stream -> keepAlive(stream, nanos)),
                        nanos / 2,
                        nanos / 2,
                        TimeUnit.NANOSECONDS);
    }

    /** A failure is that of one stream; thrown to the scheduler it would end the others' too. */
    private static void keepAlive(Idle stream, long nanos) {
        try {
            stream.keepAlive(nanos);
        } catch (RuntimeException e) {
            LOG.debug("A stream could not be kept alive", e);
        }
    }

    public void add(Idle stream) {
        streams.add(stream);
    }

    /** How many streams are open. */
    public long streams() {
        return streams.stream().filter(Idle::isStream).count();
    }

    public void remove(Idle stream) {
        streams.remove(stream);
    }
}
