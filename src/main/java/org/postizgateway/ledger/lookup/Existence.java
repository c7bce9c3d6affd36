package org.postizgateway.ledger.lookup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.EndpointHelper;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.call.CallItem;
import org.postizgateway.ledger.call.Itemized;
import org.postizgateway.ledger.call.LedgerCall;

/**
 * Whether what a call has made is still in Postiz, before its answer is repeated. Asks the route
 * {@code direct:exists-TOOL}: its body is a Map of {@code request}, for this item alone, and {@code
 * result}; it answers a Map with {@code exists}: {@code true}, {@code false} or {@code unknown}.
 */
public final class Existence {

    private final ServingCamel camel;
    private final Credentials credentials;
    private final String itemsIn;

    /**
     * @param itemsIn the list in a request whose entries are its items
     */
    public Existence(ServingCamel camel, Credentials credentials, String itemsIn) {
        this.camel = camel;
        this.credentials = credentials;
        this.itemsIn = itemsIn;
    }

    /** Whether Postiz can be asked about what this tool makes. */
    public boolean canTell(String tool) {
        CamelContext context = camel.template().getCamelContext();
        return context.getRoutes().stream()
                .anyMatch(
                        route ->
                                EndpointHelper.matchEndpoint(
                                        context,
                                        route.getEndpoint().getEndpointBaseUri(),
                                        uri(tool)));
    }

    /** Whether it is certainly gone; a look that fails proves nothing. */
    public boolean isGone(LedgerCall call, CallItem item) {
        Optional<String> credential = credentials.of(call.tenant());
        if (credential.isEmpty() || item.result().isEmpty()) {
            return false;
        }
        Itemized request = Itemized.byEntries(JsonBody.read(call.request()), itemsIn);
        Map<String, Object> question =
                Map.of(
                        "request", request.only(List.of(item.position())),
                        "result", JsonBody.read(item.result().get()));
        Exchange answer =
                camel.template()
                        .request(
                                uri(call.tool()),
                                asked -> {
                                    asked.getMessage().setBody(question);
                                    asked.setProperty(CallProperties.TENANT, call.tenant());
                                    asked.setProperty(CallProperties.API_KEY, credential.get());
                                });
        return Steps.cause(answer).isEmpty()
                && JsonBody.of(answer) instanceof Map<?, ?> map
                && Boolean.FALSE.equals(map.get("exists"));
    }

    private static String uri(String tool) {
        return "direct:exists-" + tool;
    }
}
