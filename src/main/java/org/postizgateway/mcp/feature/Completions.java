package org.postizgateway.mcp.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.postizgateway.mcp.McpRequest;

/**
 * Values that complete an argument or a template variable: declared as {@code NAME.complete=a,b,c},
 * or told by the route that begins at the endpoint {@code NAME.completeFrom}.
 */
public final class Completions {

    /** Most values in one answer (MCP 2025-11-25, completion). */
    private static final int MAX_VALUES = 100;

    private final Map<String, List<String>> values;
    private final Map<String, String> sources;
    private final RouteInvoker route;

    private Completions(
            Map<String, List<String>> values, Map<String, String> sources, RouteInvoker route) {
        this.values = values;
        this.sources = sources;
        this.route = route;
    }

    /**
     * Reads the options of a prompt or resource, without their prefix.
     *
     * @param route of the prompt or resource
     */
    public static Completions of(Map<String, Object> options, RouteInvoker route) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, String> sources = new LinkedHashMap<>();
        EndpointOptions.byName(options)
                .forEach(
                        (name, sub) -> {
                            if (sub.containsKey("complete")) {
                                values.put(name, EndpointOptions.list(sub.get("complete")));
                            }
                            if (sub.containsKey("completeFrom")) {
                                sources.put(name, sub.get("completeFrom"));
                            }
                        });
        return new Completions(values, sources, route);
    }

    /**
     * The {@code completion} object for what was typed so far. A route is given that as its body
     * and answers with a List, or with text between commas.
     *
     * @return completes with {@link io.modelcontextprotocol.spec.McpError} when the route fails
     */
    public CompletionStage<Map<String, Object>> complete(
            McpRequest request, String argument, String typed) {
        String source = sources.get(argument);
        if (source == null) {
            return CompletableFuture.completedFuture(
                    matching(values.getOrDefault(argument, List.of()), typed));
        }
        return route.ask(
                source,
                request,
                exchange -> exchange.getMessage().setBody(typed),
                exchange -> {
                    FeatureFailure.throwIfFailed(exchange, "completion of " + argument);
                    return matching(told(exchange), typed);
                });
    }

    private static List<String> told(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        String text = exchange.getMessage().getBody(String.class);
        return text == null || text.isBlank() ? List.of() : EndpointOptions.list(text);
    }

    private static Map<String, Object> matching(List<String> values, String typed) {
        String prefix = typed.toLowerCase(Locale.ROOT);
        List<String> matching =
                values.stream()
                        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(prefix))
                        .distinct()
                        .toList();
        return Map.of(
                "values",
                matching.stream().limit(MAX_VALUES).toList(),
                "total",
                matching.size(),
                "hasMore",
                matching.size() > MAX_VALUES);
    }
}
