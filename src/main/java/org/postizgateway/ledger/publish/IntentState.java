package org.postizgateway.ledger.publish;

import java.util.Locale;

/** What is known about the side effect of an intent. */
public enum IntentState {
    /** A replica is working on it. */
    OPEN,
    CREATED,
    /** Some of the items of one request exist; the result names them. */
    PARTLY_CREATED,
    NOT_CREATED,
    /** It must be reconciled before an identical call is sent. */
    UNKNOWN;

    /** Whether something of it is there. */
    boolean exists() {
        return this == CREATED || this == PARTLY_CREATED;
    }

    /** The name as it is told to callers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
