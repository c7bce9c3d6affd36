package org.postizgateway.ledger.replica;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The heartbeats of this replica. While it cannot reach the database the others mostly cannot
 * either, and say nothing that it could see; so after a gap they are given a lease to be seen again
 * before what they said before it is held against them.
 */
final class Pulse {

    private final long lease;
    private final LongSupplier nanos;
    private long last;
    private long beforeGap;
    private long afterGap;
    private boolean hadGap;

    /**
     * @param nanos as of {@link System#nanoTime}
     */
    Pulse(Duration lease, LongSupplier nanos) {
        this.lease = lease.toNanos();
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** The database has taken a heartbeat. */
    synchronized void beat() {
        long now = nanos.getAsLong();
        if (isGap(now)) {
            beforeGap = last;
            afterGap = now;
            hadGap = true;
        }
        last = now;
    }

    /** For how long others may have been unable to say that they are alive; zero without a gap. */
    synchronized Duration allowance() {
        long now = nanos.getAsLong();
        if (isGap(now)) {
            return Duration.ofNanos(now - last);
        }
        return hadGap && now - afterGap < lease ? Duration.ofNanos(now - beforeGap) : Duration.ZERO;
    }

    /** There are four heartbeats to a lease. */
    private boolean isGap(long now) {
        return now - last > lease / 2;
    }
}
