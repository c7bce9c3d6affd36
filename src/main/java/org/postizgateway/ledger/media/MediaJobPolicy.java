package org.postizgateway.ledger.media;

import java.util.concurrent.Executor;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.PluginHelper;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Draining;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.Watch;

/**
 * The Camel policy {@code mediaJob}: its steps are one generation, run as a job that outlives the
 * request. The route's id is the name of the tool. The steps may use the body, and headers named
 * like its entries; a replay has nothing else.
 *
 * <p>Afterwards the body is the result as a JSON value, or, with {@link
 * org.postizgateway.ledger.CallProperties#JOB_STATUS} {@code running}, tells how to ask for it. A
 * job without a result fails with a {@link org.postizgateway.ledger.LedgerException}.
 */
public final class MediaJobPolicy implements Policy {

    /** What the policy's processors share. */
    public record Services(
            Admission admission,
            JobRunner runner,
            MediaJobs jobs,
            Watch<MediaJob> watch,
            Credentials credentials,
            Draining draining,
            LedgerMetrics metrics,
            ProducerTemplate template,
            MediaSettings settings,
            Executor workers) {}

    private final Services services;

    public MediaJobPolicy(Services services) {
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
        return new MediaJobProcessor(route.getRouteId(), ownUnitOfWork, services);
    }
}
