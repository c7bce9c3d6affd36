package org.postizgateway.ledger.call;

/** Is told of calls that this replica starts or ends, or learns to have ended. */
@FunctionalInterface
public interface CallObserver {

    /**
     * @param call as it is now; the same state may be told more than once
     */
    void changed(LedgerCall call);
}
