package org.postizgateway.mcp.client;

import static org.postizgateway.mcp.feature.EndpointOptions.putIfPresent;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.postizgateway.mcp.JsonSchema;
import org.postizgateway.mcp.feature.EndpointOptions;

/**
 * What a route asks: the requests it makes of the caller, and what the body becomes by the answers.
 */
interface Question {

    /** The requests by key. */
    Map<String, Map<String, Object>> inputs(Exchange exchange, String key);

    /** The body made of the answers, which have the same keys. */
    default Object body(Map<String, Object> answers, String key) {
        return answers.get(key);
    }

    static Question of(McpClientEndpoint endpoint) {
        return switch (endpoint.getOperation()) {
            case elicit -> elicit(endpoint);
            case sample -> (exchange, key) -> Map.of(key, sample(endpoint, exchange));
            case roots -> new Roots();
            default -> new Several();
        };
    }

    private static Question elicit(McpClientEndpoint endpoint) {
        if (endpoint.getRequestedSchema() == null) {
            throw new IllegalArgumentException("mcp-client:elicit needs a requestedSchema");
        }
        Map<String, Object> schema =
                EndpointOptions.json(
                        endpoint.getCamelContext(),
                        "requestedSchema",
                        endpoint.getRequestedSchema());
        JsonSchema.compile(schema);
        return (exchange, key) -> {
            String message = endpoint.getMessage();
            Map<String, Object> params = new LinkedHashMap<>();
            params.put(
                    "message",
                    message != null ? message : exchange.getMessage().getBody(String.class));
            params.put("requestedSchema", schema);
            return Map.of(key, request(McpSchema.METHOD_ELICITATION_CREATE, params));
        };
    }

    private static Map<String, Object> sample(McpClientEndpoint endpoint, Exchange exchange) {
        Map<String, Object> params = new LinkedHashMap<>();
        Object body = exchange.getMessage().getBody();
        params.put(
                "messages",
                body instanceof List<?> messages ? messages : List.of(userMessage(exchange)));
        putIfPresent(params, "systemPrompt", endpoint.getSystemPrompt());
        params.put("maxTokens", endpoint.getMaxTokens());
        return request(McpSchema.METHOD_SAMPLING_CREATE_MESSAGE, params);
    }

    private static Map<String, Object> userMessage(Exchange exchange) {
        return Map.of(
                "role",
                "user",
                "content",
                Map.of("type", "text", "text", exchange.getMessage().getBody(String.class)));
    }

    private static Map<String, Object> request(String method, Map<String, Object> params) {
        return Map.of("method", method, "params", params);
    }

    /** Asks for the roots; the body becomes the list itself. */
    final class Roots implements Question {

        @Override
        public Map<String, Map<String, Object>> inputs(Exchange exchange, String key) {
            return Map.of(key, request(McpSchema.METHOD_ROOTS_LIST, Map.of()));
        }

        @Override
        public Object body(Map<String, Object> answers, String key) {
            return ((Map<?, ?>) answers.get(key)).get("roots");
        }
    }

    /** Asks what the body says, all at once. */
    final class Several implements Question {

        @Override
        @SuppressWarnings("unchecked")
        public Map<String, Map<String, Object>> inputs(Exchange exchange, String key) {
            if (exchange.getMessage().getBody() instanceof Map<?, ?> inputs) {
                return (Map<String, Map<String, Object>>) inputs;
            }
            throw new IllegalArgumentException(
                    "mcp-client:input needs a Map of requests by key as its body");
        }

        @Override
        public Object body(Map<String, Object> answers, String key) {
            return answers;
        }
    }
}
