package org.postizgateway.ledger.execution;

import java.util.List;
import java.util.Optional;
import org.postizgateway.ledger.call.Itemized;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.RequestText;
import org.postizgateway.outcome.Outcome;

/**
 * What the answer to a call says of each of its items.
 *
 * @param json one value per item, if there is no failure
 * @param failure why the results cannot be known, or kept
 */
record ItemResults(List<String> json, Optional<Outcome> failure) {

    /** Characters of one result: many times what Postiz tells of a post or a file. */
    private static final int LONGEST = 64 * 1024;

    private static final Outcome INCOMPLETE =
            Outcome.unknown("Postiz's answer does not tell of each item.", true);

    private static final Outcome TOO_LONG =
            Outcome.unknown(
                    "Postiz's answer is longer than the %d characters that are kept of a result."
                            .formatted(LONGEST),
                    true);

    /**
     * @param answer JSON value
     * @param itemsIn the list in a request whose entries are its items
     */
    static ItemResults of(LedgerCall call, Object answer, String itemsIn) {
        return itemized(call, itemsIn)
                .results(answer)
                .map(
                        json ->
                                new ItemResults(
                                        json,
                                        json.stream().anyMatch(r -> r.length() > LONGEST)
                                                ? Optional.of(TOO_LONG)
                                                : Optional.empty()))
                .orElseGet(() -> new ItemResults(List.of(), Optional.of(INCOMPLETE)));
    }

    /** One that was not kept whole is a generation, or nothing would be left to run. */
    private static Itemized itemized(LedgerCall call, String itemsIn) {
        return RequestText.whole(call.request())
                .map(request -> Itemized.byEntries(request, itemsIn))
                .orElseGet(() -> Itemized.whole(call.id()));
    }
}
