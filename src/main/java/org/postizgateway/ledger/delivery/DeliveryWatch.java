package org.postizgateway.ledger.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.LoggedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the posts of every tenant of whom a credential is at hand, and sends what it finds,
 * once, to the route {@code direct:delivery}. Replicas take turns. Where Postiz cannot be asked
 * nothing is found.
 */
public final class DeliveryWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);

    private final Credentials credentials;
    private final DeliveryRepository deliveries;
    private final DeliveryLook look;
    private final DeliveryMetrics metrics;
    private final Duration interval;
    private boolean failing;

    public DeliveryWatch(
            Credentials credentials,
            DeliveryRepository deliveries,
            DeliveryLook look,
            DeliveryMetrics metrics,
            Duration interval) {
        this.credentials = credentials;
        this.deliveries = deliveries;
        this.look = look;
        this.metrics = metrics;
        this.interval = interval;
    }

    /** Looks at the posts of those tenants whose turn it is. */
    public void sweep() {
        int failed = 0;
        String why = "";
        for (String tenant : credentials.tenants()) {
            Optional<Credential> credential = credentials.of(tenant);
            if (credential.isPresent() && deliveries.take(tenant, interval)) {
                try {
                    Map<String, Long> found = look.at(tenant, credential.get());
                    found.forEach(metrics::found);
                    metrics.looked("ok");
                } catch (RuntimeException e) {
                    failed++;
                    why = LoggedFailure.of(e);
                    metrics.looked("failed");
                }
            }
        }
        tell(failed, why);
        metrics.open(deliveries.open());
    }

    /** Once when it begins, as an outage lasts for many looks. */
    private void tell(int failed, String why) {
        if (failed > 0 && !failing) {
            LOG.warn(
                    "Whether posts are delivered cannot be seen for {} tenants and is tried again: {}",
                    failed,
                    why);
        }
        failing = failed > 0;
    }
}
