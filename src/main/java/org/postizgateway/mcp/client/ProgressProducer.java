package org.postizgateway.mcp.client;

import static org.postizgateway.mcp.feature.EndpointOptions.putIfPresent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Reports progress, if an agent called. Without a message option, the text body is the message. */
final class ProgressProducer extends DefaultProducer {

    private static final String COUNT = "CamelMcpProgressCount";

    private final McpClientEndpoint endpoint;

    ProgressProducer(McpClientEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put(
                "progress",
                endpoint.getProgress() != null ? number(endpoint.getProgress()) : next(exchange));
        putIfPresent(
                params, "total", endpoint.getTotal() == null ? null : number(endpoint.getTotal()));
        String message = endpoint.getMessage();
        if (message == null && exchange.getMessage().getBody() instanceof String text) {
            message = text;
        }
        putIfPresent(params, "message", message);
        Caller.ifAny(exchange).ifPresent(caller -> caller.progress(params));
    }

    /** Whole numbers go over the wire as such. */
    private static Number number(Double value) {
        return value == Math.rint(value) ? (Number) value.longValue() : value;
    }

    private static int next(Exchange exchange) {
        int count = exchange.getProperty(COUNT, 0, Integer.class) + 1;
        exchange.setProperty(COUNT, count);
        return count;
    }
}
