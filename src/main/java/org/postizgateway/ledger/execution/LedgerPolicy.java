package org.postizgateway.ledger.execution;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.PluginHelper;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.Mode;

/**
 * A Camel policy whose steps are one call with a side effect, kept in the ledger: of identical
 * calls one is sent. The steps run on an exchange of their own. They may use the body, headers
 * named like its entries, and the exchange's properties; a replay has nothing but the first two.
 *
 * <p>Afterwards the body is the result as a JSON value, also for a duplicate; {@link
 * org.postizgateway.ledger.CallProperties} lists what is read and set. A call without a result
 * fails with a {@link org.postizgateway.ledger.LedgerException}.
 */
public final class LedgerPolicy implements Policy {

    private final Mode mode;
    private final DuplicateRule rule;
    private final CallServices services;

    /**
     * @param mode whether the caller waits, or asks for the result by an id
     * @param rule which earlier calls decide about an identical one
     */
    public LedgerPolicy(Mode mode, DuplicateRule rule, CallServices services) {
        this.mode = mode;
        this.rule = rule;
        this.services = services;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // the definition is taken as it is
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        CamelContext camel = route.getCamelContext();
        AsyncProcessor ownUnitOfWork =
                PluginHelper.getInternalProcessorFactory(camel)
                        .addUnitOfWorkProcessorAdvice(camel, steps, route);
        return new LedgerProcessor(camel, route.getRouteId(), ownUnitOfWork, mode, rule, services);
    }
}
