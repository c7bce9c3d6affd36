package org.postizgateway.console.letter;

import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.outcome.Reason;

/**
 * What an operator is to do about a dead letter. Its message is what its caller was told, and tells
 * an agent what to do.
 */
final class LetterAdvice {

    private LetterAdvice() {}

    /**
     * @param followed whether Postiz gave the generation an id, by which a replay asks for it
     */
    static String of(DeadLetter letter, boolean followed) {
        return switch (letter.state()) {
            case OPEN -> followed ? ofFollowed(letter.reason()) : ofOpen(letter.reason());
            case WAITING_FOR_CREDENTIAL ->
                    "Its replay was asked for and starts by itself, on any replica, with the tenant's"
                            + " next call that changes something or asks for a job, or once"
                            + " POSTIZ_API_KEY is a key of the tenant. Discard it if it is not"
                            + " wanted any more.";
            case REPLAYING ->
                    "Nothing for now: a replay runs. It is resolved with a result and open again"
                            + " without one.";
            case RESOLVED ->
                    "Nothing: the generation has a result, which its caller gets by the id of the"
                            + " job.";
            case DISCARDED -> "Nothing: somebody has decided that nothing more comes of it.";
        };
    }

    private static String ofFollowed(Reason reason) {
        return reason == Reason.REJECTED
                ? ofOpen(reason)
                : "Replay it: Postiz knows the generation, and a replay asks for its result.";
    }

    private static String ofOpen(Reason reason) {
        return switch (reason) {
            case OUTCOME_UNKNOWN ->
                    "Look into the media library of the tenant's Postiz for a file from after it was"
                            + " sent. If it is there, tell the tenant and discard this; if it is"
                            + " not, replay it.";
            case THROTTLED ->
                    "Postiz's limit for the tenant was used up. Replay it once Postiz takes the"
                            + " tenant's calls again; the page Now lists those that wait.";
            case RETRIES_EXHAUSTED ->
                    "Read below what each attempt met. Replay it once Postiz answers, which the page"
                            + " Now tells.";
            case BREAKER_OPEN ->
                    "Postiz was in trouble, so it was not sent. Replay it once the circuit breakers"
                            + " on the page Now are closed.";
            case GATEWAY_STOPPED -> "It was not sent, as the gateway stopped. Replay it.";
            case REJECTED ->
                    "Postiz refused the last replay and says why below. Settle that first (credit, a"
                            + " key, the prompt), or tell the tenant and discard this: the same"
                            + " request is refused again.";
            default -> "Read below what each attempt met, then replay it or discard it.";
        };
    }
}
