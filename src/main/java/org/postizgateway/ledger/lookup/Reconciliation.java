package org.postizgateway.ledger.lookup;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a look into Postiz showed about a call.
 *
 * @param items one per item of the call
 * @param note a sentence for the caller, empty when there is nothing to add
 */
public record Reconciliation(List<Item> items, String note) {

    /** Whether an item is there. */
    public enum Finding {
        PRESENT,
        ABSENT,
        CANNOT_TELL
    }

    /**
     * What was seen of one item.
     *
     * @param result JSON, as the call itself would have answered
     */
    public record Item(Finding finding, Optional<String> result) {}

    /** The same for all items. */
    public static Reconciliation of(Finding finding, int count, String note) {
        return new Reconciliation(
                Collections.nCopies(count, new Item(finding, Optional.empty())), note);
    }
}
