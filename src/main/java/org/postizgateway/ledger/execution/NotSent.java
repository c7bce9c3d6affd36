package org.postizgateway.ledger.execution;

import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/** What is told of a call that ended before anything was sent. */
public final class NotSent {

    private NotSent() {}

    public static Outcome because(Reason reason) {
        String why =
                reason == Reason.GATEWAY_STOPPED
                        ? "The gateway stopped before this call was sent to Postiz."
                        : "The gateway's ledger could not be used, so this call was not sent to"
                                + " Postiz.";
        return Outcome.none(reason, why + " Nothing was done and nothing was paid for.");
    }
}
