package org.postizgateway.ledger.call;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/**
 * How a call ended.
 *
 * @param items one per item of the call
 * @param reason why there is no result, or not all of it
 * @param message a sentence for the caller, empty with a result
 * @param workEnded whether Postiz has certainly ended its work on it
 * @param attempts made so far
 */
public record Ending(
        List<Item> items,
        Optional<Reason> reason,
        String message,
        boolean workEnded,
        int attempts) {

    /**
     * How one item ended.
     *
     * @param result JSON
     */
    public record Item(CallState state, Optional<String> result) {

        /** The id of the post that the result tells of. */
        public Optional<String> post() {
            return result.flatMap(NamedPost::inResult);
        }

        public static Item done(String result) {
            return new Item(CallState.DONE, Optional.of(result));
        }

        public static Item without(CallState state) {
            return new Item(state, Optional.empty());
        }
    }

    /**
     * @param results JSON, one per item
     */
    public static Ending done(List<String> results, int attempts) {
        return new Ending(
                results.stream().map(Item::done).toList(), Optional.empty(), "", true, attempts);
    }

    /** The same for all items of the call. */
    public static Ending without(LedgerCall call, Outcome outcome, int attempts) {
        CallState state = outcome.effect() == Effect.NONE ? CallState.FAILED : CallState.UNKNOWN;
        return new Ending(
                Collections.nCopies(call.items().size(), Item.without(state)),
                Optional.of(outcome.reason()),
                outcome.sentence(),
                outcome.workEnded(),
                attempts);
    }

    /** What the call is then, as far as this ending tells. */
    public CallState state() {
        return CallState.of(items.stream().map(Item::state).toList());
    }
}
