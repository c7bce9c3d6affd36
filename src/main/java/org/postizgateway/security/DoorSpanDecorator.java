package org.postizgateway.security;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.decorators.PlatformHttpSpanDecorator;

/**
 * Names a front door in traces by its endpoint. Camel's own decorator writes the URL that was
 * called, which holds the key of callers of {@code /mcp/{apiKey}}.
 */
public class DoorSpanDecorator extends PlatformHttpSpanDecorator {

    @Override
    protected String getHttpURL(Exchange exchange, Endpoint endpoint) {
        return endpoint.getEndpointBaseUri();
    }
}
