package org.postizgateway.ledger.execution;

import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.CallTransitions;
import org.postizgateway.ledger.call.LedgerCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Notes which results have reached a caller. One that was paid for is owed until then: the same
 * prompt gets it instead of a new generation.
 */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final CallTransitions transitions;

    public Deliveries(CallTransitions transitions) {
        this.transitions = transitions;
    }

    /**
     * The exchange is about to be answered with the result of a call: who waits to the end has it.
     */
    public void note(Exchange exchange, LedgerCall done) {
        exchange.getExchangeExtension()
                .addOnCompletion(
                        new SynchronizationAdapter() {
                            @Override
                            public void onDone(Exchange completed) {
                                if (!hasLeft(completed)) {
                                    delivered(done);
                                }
                            }
                        });
    }

    /**
     * A caller has the result, if there is one; the same prompt is a new generation from now on.
     */
    public void delivered(LedgerCall call) {
        if (call.state() != CallState.DONE) {
            return;
        }
        try {
            transitions.markDelivered(call.id());
        } catch (DataAccessException e) {
            LOG.warn("Cannot note that the result of call {} reached its caller", call.id());
        }
    }

    private static boolean hasLeft(Exchange exchange) {
        CompletionStage<?> left =
                exchange.getProperty(CallProperties.CANCELLATION, CompletionStage.class);
        return left != null && left.toCompletableFuture().isDone();
    }
}
