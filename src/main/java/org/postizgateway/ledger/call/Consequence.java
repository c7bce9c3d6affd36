package org.postizgateway.ledger.call;

/** What else an ending brings about. */
@FunctionalInterface
public interface Consequence {

    /**
     * Called in the transaction that writes the ending.
     *
     * @param counted whether the ending changed the row
     * @return what to do once it is committed
     */
    Runnable of(LedgerCall call, Ending ending, boolean counted);
}
