package org.postizgateway.mcp;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is to happen when something takes too long. Nearly all of it is called off again, several
 * times in each call: a precise timer would wake its thread for each one that is set and for each
 * one that is called off, while a wheel looks ten times a second what is due.
 */
public final class Timeouts {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int TICKS_PER_WHEEL = 512;
    private static final long UNLIMITED = 0;

    private static final Timer WHEEL =
            new HashedWheelTimer(
                    new DefaultThreadFactory("timeouts", true),
                    TICK.toMillis(),
                    TimeUnit.MILLISECONDS,
                    TICKS_PER_WHEEL,
                    false,
                    UNLIMITED,
                    ForkJoinPool.commonPool());

    private Timeouts() {}

    /**
     * @param action is run on the common pool, up to a tenth of a second later than said
     */
    public static Timeout after(Duration time, Runnable action) {
        return new Timeout(time, action);
    }

    /** An action that is to come. */
    public static final class Timeout {

        // Not the wheel's to hold: it lets go of what is called off at its next turn only, and a
        // call with all that it read would outlive a collection.
        private final AtomicReference<Runnable> action;
        private final io.netty.util.Timeout due;

        private Timeout(Duration time, Runnable action) {
            this.action = new AtomicReference<>(action);
            this.due = WHEEL.newTimeout(now -> run(), time.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void run() {
            Runnable left = action.getAndSet(null);
            if (left != null) {
                left.run();
            }
        }

        /** It is no longer wanted, unless it has begun. */
        public void cancel() {
            action.set(null);
            due.cancel();
        }
    }
}
