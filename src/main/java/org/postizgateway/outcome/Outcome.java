package org.postizgateway.outcome;

/**
 * How a call ended that has no result.
 *
 * @param sentence for the caller: what happened and what to do; free of credentials
 * @param workEnded whether Postiz has certainly ended its work on the request, so that what it does
 *     not show now will not appear later
 */
public record Outcome(Effect effect, Reason reason, String sentence, boolean workEnded) {

    /** Nothing happened. */
    public static Outcome none(Reason reason, String sentence) {
        return new Outcome(Effect.NONE, reason, sentence, true);
    }

    /** It may have happened. */
    public static Outcome unknown(String sentence, boolean workEnded) {
        return new Outcome(Effect.UNKNOWN, Reason.OUTCOME_UNKNOWN, sentence, workEnded);
    }

    /** Whether the same request may be sent again at once. */
    public boolean mayBeRedelivered() {
        return effect == Effect.NONE && reason != Reason.REJECTED;
    }
}
