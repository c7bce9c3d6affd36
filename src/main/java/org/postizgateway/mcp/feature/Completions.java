package org.postizgateway.mcp.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values that complete an argument or a template variable, declared as {@code NAME.complete=a,b,c}.
 */
public final class Completions {

    /** Most values in one answer (MCP 2025-11-25, completion). */
    private static final int MAX_VALUES = 100;

    private final Map<String, List<String>> values;

    private Completions(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Reads the options of a prompt or resource, without their prefix. */
    public static Completions of(Map<String, Object> options) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        EndpointOptions.byName(options)
                .forEach(
                        (name, sub) -> {
                            if (sub.containsKey("complete")) {
                                values.put(name, EndpointOptions.list(sub.get("complete")));
                            }
                        });
        return new Completions(values);
    }

    /** The {@code completion} object for what was typed so far. */
    public Map<String, Object> complete(String argument, String typed) {
        String prefix = typed.toLowerCase(Locale.ROOT);
        List<String> matching =
                values.getOrDefault(argument, List.of()).stream()
                        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(prefix))
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
