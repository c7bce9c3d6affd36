package org.postizgateway.ledger.replica;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.outcome.Reason;

/**
 * Lets side-effecting calls in, until the gateway stops; then waits for those inside, until what is
 * still open is left to others.
 */
public final class Draining {

    private final Semaphore room = new Semaphore(Integer.MAX_VALUE);
    private volatile boolean draining;
    private volatile boolean over;

    /** Leaves again, once however often it is closed. */
    public final class Permit implements AutoCloseable {

        private final AtomicBoolean left = new AtomicBoolean();

        private Permit() {}

        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                room.release();
            }
        }
    }

    /**
     * @throws LedgerException with {@link Reason#DRAINING} when the gateway is stopping
     */
    public Permit enter() {
        if (draining || !room.tryAcquire()) {
            throw new LedgerException(
                    Reason.DRAINING,
                    "The gateway is shutting down, so nothing was sent to Postiz. Try again in a"
                            + " moment.");
        }
        return new Permit();
    }

    public boolean isDraining() {
        return draining;
    }

    /** Whether what did not end in time was written down: nothing unclear is written after that. */
    public boolean isOver() {
        return over;
    }

    /** What still runs is left to others as it is written down. */
    public void end() {
        over = true;
    }

    /**
     * Lets nobody in any more and waits for those inside.
     *
     * @return whether all of them ended within the timeout
     */
    public boolean drain(Duration timeout) throws InterruptedException {
        draining = true;
        return room.tryAcquire(Integer.MAX_VALUE, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
