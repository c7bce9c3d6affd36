package org.postizgateway.ledger;

import org.apache.camel.ProducerTemplate;

/** Where the routes are that serve at this moment. What has begun stays where it began. */
@FunctionalInterface
public interface ServingCamel {

    /** Sends to the routes that serve now; knows their context. */
    ProducerTemplate template();
}
