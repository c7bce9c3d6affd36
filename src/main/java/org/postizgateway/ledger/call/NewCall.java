package org.postizgateway.ledger.call;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.plain.Digests;

/**
 * A call with a side effect that has just come in.
 *
 * @param tenant keyed hash of the caller's credential
 * @param origin whence it came
 * @param tool name of the tool that was called
 * @param route id of the route in which its steps stand
 * @param fingerprints of its items, in their order
 */
public record NewCall(
        String tenant,
        Origin origin,
        String tool,
        String route,
        Mode mode,
        Itemized request,
        List<String> fingerprints) {

    /**
     * @param itemsIn the list in the body whose entries are the items
     * @throws IllegalStateException without {@link CallProperties#TENANT}: a front door that lets
     *     calls through without saying whose they are is misconfigured
     */
    public static NewCall of(Exchange exchange, String route, Mode mode, String itemsIn) {
        String tool = exchange.getProperty(CallProperties.TOOL, route, String.class);
        String tenant = exchange.getProperty(CallProperties.TENANT, "", String.class);
        if (tenant.isBlank()) {
            throw new IllegalStateException(
                    "Exchange property "
                            + CallProperties.TENANT
                            + " is not set: the front door has to authenticate before route "
                            + route);
        }
        Itemized request = Itemized.byEntries(JsonBody.of(exchange), itemsIn);
        List<String> fingerprints =
                IntStream.range(0, request.count())
                        .mapToObj(i -> fingerprint(tenant, tool, request.content(i)))
                        .toList();
        return new NewCall(tenant, Origin.of(exchange), tool, route, mode, request, fingerprints);
    }

    /** Whether the caller wants it sent although an identical one was answered before. */
    public static boolean allowsDuplicate(Exchange exchange) {
        return exchange.getProperty(CallProperties.ALLOW_DUPLICATE, false, Boolean.class);
    }

    /** Of equal items equal. */
    public static String fingerprint(String tenant, String tool, Object content) {
        return Digests.sha256(tenant + "\n" + tool + "\n" + JsonBody.write(content));
    }
}
