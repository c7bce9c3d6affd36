package org.postizgateway.ledger.publish;

import java.util.Optional;
import org.postizgateway.ledger.Reason;

/**
 * How an intent ended.
 *
 * @param result JSON
 * @param message a sentence for the caller
 */
record Settlement(
        IntentState state,
        Optional<String> result,
        Optional<Reason> reason,
        Optional<String> message) {

    static Settlement created(String result) {
        return new Settlement(
                IntentState.CREATED, Optional.of(result), Optional.empty(), Optional.empty());
    }

    static Settlement notCreated(Reason reason, String message) {
        return new Settlement(
                IntentState.NOT_CREATED,
                Optional.empty(),
                Optional.of(reason),
                Optional.of(message));
    }

    static Settlement unknown(Optional<String> result, String message) {
        return new Settlement(
                IntentState.UNKNOWN,
                result,
                Optional.of(Reason.OUTCOME_UNKNOWN),
                Optional.of(message));
    }
}
