package org.postizgateway.ledger.lookup;

import java.util.List;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.call.LedgerCall;

/** Looks into Postiz for what a call of unknown outcome has left there. */
public interface Reconciler {

    /** Whether Postiz can be asked at all what became of this call. */
    boolean canTell(LedgerCall call);

    /**
     * Reports a failed look as {@link Reconciliation.Finding#CANNOT_TELL}; throws nothing.
     *
     * @param otherResults results (JSON) of other calls of the tenant; what they name does not
     *     belong to this one
     * @param credential of the call's tenant
     */
    Reconciliation reconcile(LedgerCall call, List<String> otherResults, Credential credential);
}
