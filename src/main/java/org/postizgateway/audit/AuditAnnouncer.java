package org.postizgateway.audit;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.LoggedFailure;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.Steps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each new entry to the route {@code direct:audit}, in the order of the chain. What does not
 * arrive there is in the ledger, and its number is missing where it did not arrive.
 */
public final class AuditAnnouncer implements Consumer<AuditEntry> {

    private static final Logger LOG = LoggerFactory.getLogger(AuditAnnouncer.class);
    private static final String ROUTE = "direct:audit?block=false&failIfNoConsumers=false";

    private final ServingCamel camel;
    private final Executor sender;

    /**
     * @param sender runs one after the other
     */
    public AuditAnnouncer(ServingCamel camel, Executor sender) {
        this.camel = camel;
        this.sender = sender;
    }

    @Override
    public void accept(AuditEntry entry) {
        try {
            sender.execute(() -> send(entry));
        } catch (RejectedExecutionException e) {
            LOG.warn(
                    "Entry {} of the audit trail was not sent on: too many wait, or the gateway"
                            + " stops",
                    entry.seq());
        }
    }

    private void send(AuditEntry entry) {
        try {
            Map<String, Object> body = entry.describe();
            Exchange sent =
                    camel.template().send(ROUTE, exchange -> exchange.getMessage().setBody(body));
            Steps.cause(sent).ifPresent(e -> failed(entry, e));
        } catch (RuntimeException e) {
            failed(entry, e);
        }
    }

    private static void failed(AuditEntry entry, Throwable cause) {
        LOG.warn(
                "Entry {} of the audit trail is in the ledger, but its route failed: {}",
                entry.seq(),
                LoggedFailure.of(cause));
    }
}
