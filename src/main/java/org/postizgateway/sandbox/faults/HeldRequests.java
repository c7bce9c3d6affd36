package org.postizgateway.sandbox.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Requests that wait inside Postiz. They go on after their wait although their caller may have
 * left, unless they are dropped before.
 */
public final class HeldRequests {

    private static final long LOOK_MILLIS = 20;

    private long generation;

    /**
     * Waits as long as this.
     *
     * @return whether the request goes on; false when it was dropped
     */
    boolean hold(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return holdWhile(() -> System.nanoTime() < end);
    }

    /**
     * Waits as long as this is true.
     *
     * @return whether the request goes on; false when it was dropped
     */
    synchronized boolean holdWhile(BooleanSupplier held) {
        long mine = generation;
        try {
            while (generation == mine && held.getAsBoolean()) {
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return generation == mine;
    }

    /** Ends every wait; what was held is never processed. */
    public synchronized void drop() {
        generation++;
        notifyAll();
    }
}
