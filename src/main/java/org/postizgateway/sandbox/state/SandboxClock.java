package org.postizgateway.sandbox.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** System time in UTC plus an offset that tests move, so that an hour passes without waiting. */
public final class SandboxClock extends Clock {

    private volatile Duration offset = Duration.ZERO;

    /** Moves the time that the sandbox sees; later calls add up. */
    public synchronized void advance(Duration step) {
        offset = offset.plus(step);
    }

    /** Back to system time. */
    public void reset() {
        offset = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The sandbox knows UTC only");
    }
}
