package org.postizgateway.ledger.publish;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Draining;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.RecordAttempt;

/**
 * The Camel policy {@code publishOnce}: its steps are one create or change in Postiz, which happens
 * once however often the same call arrives. The route's id is the name of the tool.
 *
 * <p>Afterwards the body is the result as a JSON value, also for a repeated call; {@link
 * org.postizgateway.ledger.CallProperties} lists what is read and set. A call that cannot be
 * brought to a known end fails with a {@link org.postizgateway.ledger.LedgerException}.
 */
public final class PublishOncePolicy implements Policy {

    /** What the policy's processors share. */
    public record Services(
            Journal journal,
            Reconciling reconciling,
            RecordAttempt attempts,
            Credentials credentials,
            Draining draining,
            LedgerMetrics metrics,
            Executor workers,
            Duration joinTimeout) {}

    private final Services services;

    public PublishOncePolicy(Services services) {
        this.services = services;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // the definition is taken as it is
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new PublishOnceProcessor(route.getRouteId(), steps, services);
    }
}
