package org.postizgateway.mcp.tool;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/**
 * Says in whose name a route calls a tool, as the front door does for callers from outside. The one
 * in Camel's registry is asked.
 */
@FunctionalInterface
public interface CallerSource {

    /**
     * In whose name a tool is called.
     *
     * @param exchangeProperties what the exchange of the tool's route gets
     */
    record Identity(Optional<Principal> principal, Map<String, Object> exchangeProperties) {}

    /**
     * @param exchange of the route that calls
     * @return fails with a sentence when nobody may be called for
     */
    CompletionStage<Identity> identify(Exchange exchange);
}
