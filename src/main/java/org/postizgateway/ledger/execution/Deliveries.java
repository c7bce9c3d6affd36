package org.postizgateway.ledger.execution;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.store.CallTransitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Notes which results have reached a caller: those whose answer was written to the connection
 * without an error. One that was paid for is owed until then, and the same prompt gets it instead
 * of a new generation.
 */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final CallTransitions transitions;
    private final Executor workers;

    /**
     * @param workers write to the ledger, which a thread that writes answers must not wait for
     */
    public Deliveries(CallTransitions transitions, Executor workers) {
        this.transitions = transitions;
        this.workers = workers;
    }

    /** The exchange is about to be answered with the result of a call. */
    @SuppressWarnings("unchecked")
    public void note(Exchange exchange, LedgerCall done) {
        CompletionStage<Boolean> answered =
                exchange.getProperty(CallProperties.ANSWERED, CompletionStage.class);
        if (answered == null) {
            noteAtTheEnd(exchange, done);
        } else {
            note(answered, done);
        }
    }

    /**
     * @param answered completes when it is known whether the result was written to its caller
     */
    public void note(CompletionStage<Boolean> answered, LedgerCall done) {
        answered.thenAcceptAsync(
                written -> {
                    if (written) {
                        delivered(done);
                    }
                },
                workers);
    }

    /** For a caller without a connection of its own: who waits to the end has the answer. */
    private void noteAtTheEnd(Exchange exchange, LedgerCall done) {
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
    private void delivered(LedgerCall call) {
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
