package org.postizgateway.bound;

import java.time.Duration;
import java.util.Optional;

/** Lets so many calls of an owner through in a time. */
public interface CallGate {

    /** One that lets everything through. */
    CallGate OPEN =
            new CallGate() {
                @Override
                public Optional<Duration> pass(String owner) {
                    return Optional.empty();
                }

                @Override
                public void giveBack(String owner) {
                    // nothing was counted
                }
            };

    /**
     * Counts a call.
     *
     * @return after which time it is worth to try again, when it is not let through; it is not
     *     counted then
     */
    Optional<Duration> pass(String owner);

    /** A call that was let through a moment ago is not made. */
    void giveBack(String owner);
}
