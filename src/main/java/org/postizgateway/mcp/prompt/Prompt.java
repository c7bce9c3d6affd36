package org.postizgateway.mcp.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.Completions;
import org.postizgateway.mcp.feature.Feature;
import org.postizgateway.mcp.feature.FeatureFailure;
import org.postizgateway.mcp.feature.RouteInvoker;

/**
 * A prompt and the route that renders it.
 *
 * @param definition the entry in {@code prompts/list}
 * @param arguments the declared arguments, each with {@code name} and {@code required}
 * @param defaults what arguments are that are not given or empty, by name
 */
public record Prompt(
        Map<String, Object> definition,
        Set<String> tags,
        List<Map<String, Object>> arguments,
        Map<String, String> defaults,
        Completions completions,
        RouteInvoker route)
        implements Feature {

    @Override
    public Kind kind() {
        return Kind.PROMPT;
    }

    @Override
    public String id() {
        return (String) definition.get("name");
    }

    /**
     * Renders the prompt.
     *
     * @return {@code GetPromptResult} as it goes over the wire
     * @throws io.modelcontextprotocol.spec.McpError invalid params, when a required argument is
     *     missing or one is no string
     */
    public CompletionStage<Map<String, Object>> get(McpRequest request) {
        Map<String, Object> given = request.object("arguments");
        given.forEach(
                (name, value) -> {
                    if (!(value instanceof String)) {
                        throw McpRequest.invalidParams(
                                "params.arguments." + name + " must be a string");
                    }
                });
        for (Map<String, Object> argument : arguments) {
            if (Boolean.TRUE.equals(argument.get("required"))
                    && !given.containsKey(argument.get("name"))) {
                throw McpRequest.invalidParams(
                        "Prompt " + id() + " needs the argument " + argument.get("name"));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>(given);
        defaults.forEach(
                (name, value) -> values.merge(name, value, (is, or) -> is.equals("") ? or : is));
        return route.invoke(
                request,
                true,
                exchange -> {
                    exchange.getMessage().setBody(values);
                    for (Map<String, Object> argument : arguments) {
                        String name = (String) argument.get("name");
                        if (values.containsKey(name)) {
                            exchange.getMessage().setHeader(name, values.get(name));
                        }
                    }
                },
                this::result);
    }

    private Map<String, Object> result(Exchange exchange) {
        FeatureFailure.throwIfFailed(exchange, "prompt " + id());
        Map<String, Object> result = new LinkedHashMap<>();
        if (definition.containsKey("description")) {
            result.put("description", definition.get("description"));
        }
        if (exchange.getMessage().getBody() instanceof Map<?, ?> map
                && map.get("messages") instanceof List<?> messages) {
            result.put("messages", messages);
        } else {
            String text = exchange.getMessage().getBody(String.class);
            result.put(
                    "messages",
                    List.of(
                            Map.of(
                                    "role",
                                    "user",
                                    "content",
                                    Map.of("type", "text", "text", text == null ? "" : text))));
        }
        return result;
    }
}
