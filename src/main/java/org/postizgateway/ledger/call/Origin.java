package org.postizgateway.ledger.call;

import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;

/**
 * Whence a call came.
 *
 * @param source the caller's address; empty when the gateway made the call itself
 * @param traceId W3C trace id (32 hexadecimal digits); empty when it belongs to none
 */
public record Origin(String source, String traceId) {

    static Origin of(Exchange exchange) {
        return new Origin(
                exchange.getProperty(CallProperties.CLIENT_ADDRESS, "", String.class),
                exchange.getProperty(CallProperties.TRACE_ID, "", String.class));
    }
}
