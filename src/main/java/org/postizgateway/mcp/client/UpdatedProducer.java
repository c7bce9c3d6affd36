package org.postizgateway.mcp.client;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.postizgateway.mcp.feature.FeatureRegistry;

/** Tells subscribers that a resource changed; works in any route of the Camel context. */
final class UpdatedProducer extends DefaultProducer {

    private final McpClientEndpoint endpoint;

    UpdatedProducer(McpClientEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        if (endpoint.getResourceUri() == null) {
            throw new IllegalArgumentException("mcp-client:updated needs a resourceUri");
        }
    }

    @Override
    public void process(Exchange exchange) {
        FeatureRegistry.of(exchange.getContext()).resourceUpdated(endpoint.getResourceUri());
    }
}
