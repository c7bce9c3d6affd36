package org.postizgateway.mcp.client;

import java.security.Principal;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.feature.ResourceUpdate;

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
        Optional<String> owner =
                endpoint.isCallerOnly() ? Optional.of(caller(exchange)) : Optional.empty();
        FeatureRegistry.of(exchange.getContext())
                .resourceUpdated(new ResourceUpdate(endpoint.getResourceUri(), owner));
    }

    private static String caller(Exchange exchange) {
        Principal caller = exchange.getProperty(McpConstants.PRINCIPAL, Principal.class);
        if (caller == null) {
            throw new IllegalStateException(
                    "mcp-client:updated?callerOnly=true works only in a route that knows its"
                            + " caller");
        }
        return caller.getName();
    }
}
