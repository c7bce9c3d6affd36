package org.postizgateway.ledger.execution;

import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.outcome.Outcome;

/**
 * Tells the caller what to do about a call of unknown outcome that Postiz cannot be asked about.
 */
public final class UnknownSentence {

    private UnknownSentence() {}

    public static Outcome of(LedgerCall call, Outcome unknown, DuplicateRule rule) {
        String advice = call.mode() == Mode.BACKGROUND ? paid(call) : heldBack(call, rule);
        return Outcome.unknown(unknown.sentence() + " " + advice, unknown.workEnded());
    }

    private static String paid(LedgerCall call) {
        return "The generation may have been paid for: its file would be in the media library of"
                + " Postiz. It waits for an operator as media job "
                + call.id()
                + "; ask mediaJobStatus what became of it. The same call again is held back, unless "
                + CallProperties.ALLOW_DUPLICATE_ARGUMENT
                + " says to pay for another one.";
    }

    private static String heldBack(LedgerCall call, DuplicateRule rule) {
        String unknown =
                "It is not known whether Postiz carried it out, and Postiz has no way to ask. ";
        return rule.window().isZero()
                ? unknown + "The same call can be sent again."
                : unknown
                        + "Identical calls are held back until "
                        + rule.heldBackUntil(call)
                        + ". Set "
                        + CallProperties.ALLOW_DUPLICATE_ARGUMENT
                        + " to send it regardless, at the risk of a duplicate.";
    }
}
