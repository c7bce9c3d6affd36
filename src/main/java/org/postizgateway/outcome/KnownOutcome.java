package org.postizgateway.outcome;

import java.time.Duration;
import java.util.Optional;

/** An exception that says by itself what came of the call. */
public interface KnownOutcome {

    Outcome outcome();

    /** Whether it is that of a call in the ledger, whose end operators are told of by itself. */
    default boolean isWrittenDown() {
        return false;
    }

    /** After which time the same call would be taken, where it was not for want of a share. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
