package org.postizgateway.ledger.execution;

import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/** What is told of a call that ended before anything was sent. */
public final class NotSent {

    private NotSent() {}

    static Outcome queueFull() {
        return Outcome.none(
                Reason.QUEUE_FULL,
                "Too many calls of this kind are waiting, so nothing was sent to Postiz. Try again"
                        + " in a few minutes.");
    }

    static Outcome waitedTooLong() {
        return Outcome.none(
                Reason.QUEUE_FULL,
                "This call waited for its turn for as long as it may, so nothing was sent to Postiz."
                        + " Others are under way. Try again in a few minutes.");
    }

    static Outcome callerLeft() {
        return Outcome.none(
                Reason.CANCELLED,
                "The caller left before anything was sent to Postiz, so nothing was.");
    }

    public static Outcome because(Reason reason) {
        String why =
                reason == Reason.GATEWAY_STOPPED
                        ? "The gateway stopped before this call was sent to Postiz."
                        : "The gateway's ledger could not be used, so this call was not sent to"
                                + " Postiz.";
        return Outcome.none(reason, why + " Nothing was done and nothing was paid for.");
    }
}
