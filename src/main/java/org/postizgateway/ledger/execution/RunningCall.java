package org.postizgateway.ledger.execution;

import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.call.store.CallTransitions;

/** What the steps of a call can have noted of it: the bean {@code ledgerCall} of tool routes. */
public final class RunningCall {

    private final CallTransitions transitions;

    public RunningCall(CallTransitions transitions) {
        this.transitions = transitions;
    }

    /**
     * Keeps the id under which Postiz can be asked how the generation is getting on. From then on
     * it is followed, by this replica or another, and not begun a second time.
     *
     * @throws IllegalStateException outside a ledger policy
     * @throws org.springframework.dao.DataAccessException when the ledger cannot be written
     */
    public void upstreamJob(Exchange exchange, String id) {
        String callId = exchange.getProperty(CallProperties.CALL_ID, "", String.class);
        if (callId.isEmpty()) {
            throw new IllegalStateException(
                    "ledgerCall.upstreamJob stands outside the steps of a ledger policy");
        }
        transitions.followAs(callId, id);
    }
}
