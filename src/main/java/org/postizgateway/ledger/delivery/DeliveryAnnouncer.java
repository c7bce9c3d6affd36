package org.postizgateway.ledger.delivery;

import java.util.List;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.LoggedFailure;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.delivery.DeliveryRepository.Untold;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each finding to the route {@code direct:delivery}, once over all replicas and starts. The
 * body is a Map: {@code id} (of the finding), {@code tenant} (a hash), {@code foundAt}, {@code
 * post} (its id), {@code is}, {@code channel}, {@code date}, {@code planned}, {@code reason} and
 * {@code means}, as far as there is one. A route that fails loses nothing: the ledger has the
 * finding.
 */
public final class DeliveryAnnouncer {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryAnnouncer.class);
    private static final String ROUTE = "direct:delivery?block=false&failIfNoConsumers=false";
    private static final int AT_ONCE = 100;

    private final DeliveryRepository deliveries;
    private final ServingCamel camel;

    public DeliveryAnnouncer(DeliveryRepository deliveries, ServingCamel camel) {
        this.deliveries = deliveries;
        this.camel = camel;
    }

    /** Sends what was not sent yet. */
    public void announce() {
        List<Untold> untold = deliveries.untold(AT_ONCE);
        while (!untold.isEmpty() && !Thread.currentThread().isInterrupted()) {
            untold.stream()
                    .filter(finding -> deliveries.takeToTell(finding.id()))
                    .forEach(this::send);
            untold = deliveries.untold(AT_ONCE);
        }
    }

    private void send(Untold finding) {
        Exchange sent =
                camel.template()
                        .send(ROUTE, exchange -> exchange.getMessage().setBody(finding.body()));
        Steps.cause(sent)
                .ifPresent(
                        e ->
                                LOG.warn(
                                        "Finding {} is in the ledger, but its route failed: {}",
                                        finding.id(),
                                        LoggedFailure.of(e)));
    }
}
