package org.postizgateway.postiz.offer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.postizgateway.postiz.json.JsonBody;

/**
 * Tools by name, with the names of their arguments. Whatever else a list of tools says is none of
 * the gateway's business, and whatever it says in another shape than expected is left out.
 */
record OfferedTools(Map<String, Set<String>> arguments) {

    static OfferedTools of(Object tools) {
        Map<String, Set<String>> arguments = new TreeMap<>();
        if (tools instanceof List<?> list) {
            for (Object tool : list) {
                if (tool instanceof Map<?, ?> entry && entry.get("name") instanceof String name) {
                    arguments.put(name, properties(entry.get("inputSchema")));
                }
            }
        }
        return new OfferedTools(arguments);
    }

    boolean has(String tool) {
        return arguments.containsKey(tool);
    }

    Set<String> of(String tool) {
        return Objects.requireNonNullElse(arguments.get(tool), Set.of());
    }

    private static Set<String> properties(Object schema) {
        return schema instanceof Map<?, ?> map && map.get("properties") instanceof Map<?, ?> found
                ? new TreeSet<>(JsonBody.readObject(found).keySet())
                : Set.of();
    }
}
