package org.postizgateway.ledger.call;

/** How a call is executed. */
public enum Mode {
    /** Its caller waits for it. */
    INLINE,
    /** Its caller asks for it by its id; a failure that needs a person becomes a dead letter. */
    BACKGROUND
}
