package org.postizgateway.console.letter;

import org.postizgateway.outcome.Reason;

/** Whether a replay may pay twice, in words. */
final class ReplayCost {

    private ReplayCost() {}

    /**
     * @param followed whether Postiz gave the generation an id, by which a replay asks for it
     */
    static String of(Reason reason, boolean followed) {
        if (followed) {
            return "A replay asks Postiz for the generation that it has begun, and pays only if that"
                    + " has failed.";
        }
        return switch (reason) {
            case OUTCOME_UNKNOWN ->
                    "A replay may pay twice: Postiz may have made it. Look into its media library"
                            + " first.";
            case THROTTLED, RETRIES_EXHAUSTED, BREAKER_OPEN, GATEWAY_STOPPED, REJECTED ->
                    "A replay pays once: nothing was made or paid for so far.";
            default -> "A replay pays once more, whatever was paid before.";
        };
    }

    /** Whether the sentence is a warning. */
    static boolean mayPayTwice(Reason reason, boolean followed) {
        return !followed && reason == Reason.OUTCOME_UNKNOWN;
    }
}
