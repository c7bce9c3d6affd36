package org.postizgateway.ledger.execution;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.replica.Replica;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Makes sure that a call is still this replica's before it is sent once more. As {@code
 * onRedelivery} of a route's error handler: in the pause before it, a replica that was cut off or
 * did not run may have lost the call to another, which has told its caller that nothing was sent,
 * or has sent it. Where that cannot be asked, it is not sent. The call ends as its last attempt
 * did.
 */
public final class HeldCall implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(HeldCall.class);
    private static final String RUN = "PostizLedgerRun";

    private final CallRepository calls;
    private final Replica replica;

    public HeldCall(CallRepository calls, Replica replica) {
        this.calls = calls;
        this.replica = replica;
    }

    /** Notes which run of a call the steps of an exchange are. */
    static void begin(Exchange exchange, LedgerCall call) {
        exchange.setProperty(RUN, call.run());
    }

    @Override
    public void process(Exchange exchange) {
        String id = exchange.getProperty(CallProperties.CALL_ID, "", String.class);
        if (id.isEmpty() || isHeld(id, exchange.getProperty(RUN, 0, Integer.class))) {
            return;
        }
        exchange.setException(
                exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class));
        exchange.setRouteStop(true);
    }

    private boolean isHeld(String id, int run) {
        try {
            boolean held =
                    calls.find(id)
                            .filter(row -> row.state() == CallState.RUNNING)
                            .filter(row -> row.run() == run && row.owner().equals(replica.id()))
                            .isPresent();
            if (!held) {
                LOG.warn("Call {} is not sent again: it has ended, or is another replica's", id);
            }
            return held;
        } catch (DataAccessException e) {
            LOG.warn("Call {} is not sent again, as the ledger cannot be asked whose it is", id);
            return false;
        }
    }
}
