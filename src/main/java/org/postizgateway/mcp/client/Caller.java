package org.postizgateway.mcp.client;

import java.util.Optional;
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
        return ifAny(exchange)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "mcp-client works only in a route that was called through"
                                                + " mcp-server"));
    }

    /** Empty where no agent called, as after a timer or where a call is replayed. */
    static Optional<McpClient> ifAny(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(McpConstants.CLIENT, McpClient.class));
    }
}
