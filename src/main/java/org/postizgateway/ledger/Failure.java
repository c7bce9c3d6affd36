package org.postizgateway.ledger;

/**
 * What is known about a call that failed.
 *
 * @param verdict whether it happened
 * @param reason why it failed
 * @param sentence for the caller: what failed and what to do; free of credentials and stack traces
 * @param mayStillHappen for {@link Verdict#UNCLEAR}: Postiz may still be working on the request, so
 *     that not finding a result now does not prove that there will be none
 */
public record Failure(Verdict verdict, Reason reason, String sentence, boolean mayStillHappen) {

    /** Nothing happened; another attempt is safe. */
    public static Failure didNotHappen(Reason reason, String sentence) {
        return new Failure(Verdict.DID_NOT_HAPPEN, reason, sentence, false);
    }

    /** Nothing happened, because Postiz refused the request. */
    public static Failure rejected(String sentence) {
        return new Failure(Verdict.REJECTED, Reason.REJECTED, sentence, false);
    }

    /** It may have happened; see {@link Failure#mayStillHappen()} for the flag. */
    public static Failure unclear(String sentence, boolean mayStillHappen) {
        return new Failure(Verdict.UNCLEAR, Reason.OUTCOME_UNKNOWN, sentence, mayStillHappen);
    }
}
