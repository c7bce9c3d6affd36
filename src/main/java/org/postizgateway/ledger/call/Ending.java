package org.postizgateway.ledger.call;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.postizgateway.ledger.CallProperties;
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
 * @param jobOver whether the generation that Postiz has named, if it has, came to nothing
 * @param attempts made so far
 */
public record Ending(
        List<Item> items,
        Optional<Reason> reason,
        String message,
        boolean workEnded,
        boolean jobOver,
        int attempts) {

    private static final String EARLIER =
            "That is true of the last attempt alone: an earlier one may have been carried out and"
                    + " paid for, and what it made would be in the media library of Postiz. The same"
                    + " call again is held back, unless "
                    + CallProperties.ALLOW_DUPLICATE_ARGUMENT
                    + " says to pay for another one.";

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
                results.stream().map(Item::done).toList(),
                Optional.empty(),
                "",
                true,
                false,
                attempts);
    }

    /**
     * The same for all items of the call. A run without effect says nothing of the runs before it:
     * where one of them may have had one, the call stays unknown.
     *
     * @param outcome of the last run
     */
    public static Ending without(LedgerCall call, Outcome outcome, int attempts) {
        boolean none = outcome.effect() == Effect.NONE;
        boolean doubt = none && call.isInDoubt();
        Outcome whole =
                doubt ? Outcome.unknown(outcome.sentence() + " " + EARLIER, false) : outcome;
        return new Ending(
                Collections.nCopies(
                        call.items().size(),
                        Item.without(none && !doubt ? CallState.FAILED : CallState.UNKNOWN)),
                Optional.of(whole.reason()),
                whole.sentence(),
                whole.workEnded(),
                none && !call.isWaitingForItsJob(),
                attempts);
    }

    /** What the call is then, as far as this ending tells. */
    public CallState state() {
        return CallState.of(items.stream().map(Item::state).toList());
    }
}
