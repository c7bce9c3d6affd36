package org.postizgateway.mcp.client;

import org.apache.camel.Exchange;
import org.postizgateway.mcp.McpClient;
import org.postizgateway.mcp.McpConstants;

/** Finds the caller of an exchange. */
final class Caller {

    private Caller() {}

    /**
     * @throws IllegalStateException when the exchange did not come through {@code mcp-server}
     */
    static McpClient of(Exchange exchange) {
        McpClient client = exchange.getProperty(McpConstants.CLIENT, McpClient.class);
        if (client == null) {
            throw new IllegalStateException(
                    "mcp-client works only in a route that was called through mcp-server");
        }
        return client;
    }
}
