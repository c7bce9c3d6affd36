package org.postizgateway.postiz.preflight;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.postizgateway.postiz.preflight.finding.PreflightException;
import org.postizgateway.postiz.preflight.finding.Problem;

/**
 * Bounds what one call may have computed, and ends it when its caller has left: the thread of such
 * a call is interrupted.
 */
final class Effort {

    static final Duration LONGEST = Duration.ofSeconds(15);

    private final LongSupplier nanos;
    private final long start;

    /**
     * @param nanos as {@link System#nanoTime}
     */
    Effort(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /**
     * Called before each piece of work, none of which takes long.
     *
     * @throws CancellationException when nobody waits for the answer any more
     * @throws PreflightException when the call has had its time
     */
    void goOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The caller has left.");
        }
        if (nanos.getAsLong() - start > LONGEST.toNanos()) {
            throw new PreflightException(
                    List.of(
                            new Problem(
                                    -1,
                                    "",
                                    "",
                                    "takes longer to read than "
                                            + LONGEST.toSeconds()
                                            + " seconds. Send fewer or shorter posts in one"
                                            + " call.")));
        }
    }
}
