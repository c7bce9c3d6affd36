package org.postizgateway.postiz.failure;

import org.postizgateway.outcome.KnownOutcome;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/** The gateway makes no more calls to Postiz in this second. Nothing was sent. */
public final class LimitExceededException extends RuntimeException implements KnownOutcome {

    private final transient Outcome outcome;

    /**
     * @param whose for whom the limit is, as in {@code one caller}
     */
    public LimitExceededException(int perSecond, String whose) {
        super("Too many calls", null, false, false);
        this.outcome =
                Outcome.none(
                        Reason.BREAKER_OPEN,
                        "The gateway makes at most %d call%s to Postiz in a second for %s, and too many"
                                        .formatted(perSecond, perSecond == 1 ? "" : "s", whose)
                                + " calls are under way. This one was not made. Try again in a few"
                                + " seconds.");
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
