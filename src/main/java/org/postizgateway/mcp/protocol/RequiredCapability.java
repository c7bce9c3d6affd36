package org.postizgateway.mcp.protocol;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a caller must have declared to be asked something (MCP 2025-11-25 and 2026-07-28:
 * elicitation, sampling and roots, capabilities).
 *
 * @param name of the capability
 * @param part of it that the request needs; empty when the capability itself says enough
 */
public record RequiredCapability(String name, String part) {

    /** The capability that a request to the caller needs. */
    public static RequiredCapability of(Map<String, Object> request) {
        Map<?, ?> params = request.get("params") instanceof Map<?, ?> given ? given : Map.of();
        return switch (String.valueOf(request.get("method"))) {
            case McpSchema.METHOD_ELICITATION_CREATE ->
                    new RequiredCapability(
                            "elicitation", "url".equals(params.get("mode")) ? "url" : "form");
            case McpSchema.METHOD_SAMPLING_CREATE_MESSAGE ->
                    new RequiredCapability(
                            "sampling",
                            params.containsKey("tools") || params.containsKey("toolChoice")
                                    ? "tools"
                                    : "");
            case McpSchema.METHOD_ROOTS_LIST -> new RequiredCapability("roots", "");
            default ->
                    throw new IllegalArgumentException(
                            "No client can be asked for " + request.get("method"));
        };
    }

    /** Whether it is among the capabilities that a caller declared. */
    public boolean isIn(Map<String, Object> declared) {
        if (!(declared.get(name) instanceof Map<?, ?> parts)) {
            return false;
        }
        // Before there were modes, and since then for short, an empty object stands for the form.
        return part.isEmpty()
                || parts.get(part) instanceof Map
                || part.equals("form") && !parts.containsKey("url");
    }

    /** {@code ClientCapabilities} that hold what all of these requests need. */
    public static Map<String, Object> all(Collection<Map<String, Object>> requests) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (Map<String, Object> request : requests) {
            RequiredCapability required = of(request);
            Map<String, Object> parts =
                    all.computeIfAbsent(required.name, name -> new LinkedHashMap<>());
            if (!required.part.isEmpty()) {
                parts.put(required.part, Map.of());
            }
        }
        return Map.copyOf(all);
    }

    @Override
    public String toString() {
        return part.isEmpty() ? name : name + " (" + part + ")";
    }
}
