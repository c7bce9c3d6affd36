package org.postizgateway.mcp.client;

import static org.postizgateway.mcp.feature.EndpointOptions.putIfPresent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Sends a log message, if an agent called. Data is the message option, otherwise the body. */
final class LogProducer extends DefaultProducer {

    private final McpClientEndpoint endpoint;

    LogProducer(McpClientEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Map<String, Object> params = new LinkedHashMap<>();
        putIfPresent(params, "logger", endpoint.getLogger());
        params.put("data", endpoint.getMessage() != null ? endpoint.getMessage() : data(exchange));
        Caller.ifAny(exchange).ifPresent(caller -> caller.log(endpoint.getLevel(), params));
    }

    private static Object data(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Map
                || body instanceof List
                || body instanceof Number
                || body instanceof Boolean) {
            return body;
        }
        String text = exchange.getMessage().getBody(String.class);
        return text == null ? "" : text;
    }
}
