package org.postizgateway.ledger.publish;

/**
 * What a call may do, decided in the ledger.
 *
 * @param intent the row the decision is about
 */
record Claim(Kind kind, Intent intent) {

    enum Kind {
        /** Nothing like it is known: send it. */
        FRESH,
        /** It was answered before: give that answer. */
        ANSWERED,
        /** An identical call is running: wait for it. */
        BUSY,
        /** An identical call ended unclear and is now this caller's to look into. */
        UNSETTLED
    }
}
