package org.postizgateway.mcp.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.postizgateway.mcp.feature.EndpointOptions;

/**
 * What a server says of itself and how it deals with callers.
 *
 * @param instructions for a model; null when there are none
 * @param tags of the features offered
 * @param clientRequestTimeout how long a caller may take to answer a question
 * @param listTtl for how long a list may be taken as current
 */
public record ServerSettings(
        String name,
        String version,
        String instructions,
        Set<String> tags,
        Duration clientRequestTimeout,
        Duration listTtl) {

    /** {@code Implementation} as it goes over the wire. */
    public Map<String, Object> serverInfo() {
        return Map.of("name", name, "version", version);
    }

    /** {@code ServerCapabilities} as they go over the wire. */
    public Map<String, Object> capabilities() {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("tools", Map.of("listChanged", true));
        capabilities.put("resources", Map.of("listChanged", true, "subscribe", true));
        capabilities.put("prompts", Map.of("listChanged", true));
        capabilities.put("completions", Map.of());
        capabilities.put("logging", Map.of());
        return capabilities;
    }

    /** Adds the instructions to a result, where there are any. */
    public void addInstructions(Map<String, Object> result) {
        EndpointOptions.putIfPresent(result, "instructions", instructions);
    }
}
