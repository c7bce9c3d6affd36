package org.postizgateway.ledger.publish;

import java.util.List;

/** Looks into Postiz for what an unclear intent has left there. */
public interface Reconciler {

    /** Whether Postiz can be asked at all about what this tool does. */
    boolean canTell(String tool);

    /**
     * Reports a failed look as {@link Reconciliation.Finding#CANNOT_TELL}; throws nothing.
     *
     * @param otherResults results (JSON) of other calls with the same content; what they name does
     *     not belong to this intent
     * @param credential of the intent's tenant
     */
    Reconciliation reconcile(Intent intent, List<String> otherResults, String credential);
}
