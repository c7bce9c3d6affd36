package org.postizgateway.ledger.place;

import java.time.Duration;

/** Is told of each task that waits for its turn no more, also of those that had it at once. */
@FunctionalInterface
public interface Waits {

    /** What a task waited for. */
    enum Reason {
        /** It had its turn at once. */
        NONE,
        PLACE,
        /** Its tenant, or all together, had made as many calls as they may in a time. */
        LIMIT
    }

    /** What became of a task. */
    enum Outcome {
        SENT,
        GIVEN_UP,
        WITHDRAWN
    }

    /**
     * @param time from when it came
     */
    void ended(Reason reason, Outcome outcome, Duration time);
}
