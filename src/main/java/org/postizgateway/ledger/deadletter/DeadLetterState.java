package org.postizgateway.ledger.deadletter;

import java.util.Locale;

/** Where a dead letter stands. */
public enum DeadLetterState {
    OPEN,
    /** An operator asked for a replay; it starts with the tenant's next call. */
    WAITING_FOR_CREDENTIAL,
    REPLAYING,
    /** The job has a result after all. */
    RESOLVED,
    DISCARDED;

    /** The name as operators see it: {@code waiting_for_credential}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
