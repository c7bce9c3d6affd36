package org.postizgateway.security;

import org.apache.camel.Exchange;

/** What a door answers to a caller that lacks a scope. */
@FunctionalInterface
public interface ScopeRefusal {

    /**
     * Makes the refusal the answer of the exchange.
     *
     * @param lacking the scope, such as {@code mcp:write}
     */
    void refuse(Exchange exchange, String lacking);
}
