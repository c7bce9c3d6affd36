package org.postizgateway.ledger.publish;

import java.util.Optional;

/**
 * What a look into Postiz showed about an unclear intent.
 *
 * @param result JSON, as the call itself would have answered; for {@link Finding#SOME} it names
 *     every item
 * @param note a sentence for the caller, empty when there is nothing to add
 */
public record Reconciliation(Finding finding, Optional<String> result, String note) {

    /** How much of the request is there. */
    public enum Finding {
        ALL,
        SOME,
        NONE,
        /** The look itself failed. */
        CANNOT_TELL
    }

    public static Reconciliation cannotTell(String note) {
        return new Reconciliation(Finding.CANNOT_TELL, Optional.empty(), note);
    }
}
