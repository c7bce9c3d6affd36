package org.postizgateway.mcp.handshake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Before 2026-07-28 structured content and the schema of it are objects. Any other leaves only its
 * text form.
 */
final class ObjectContent {

    private ObjectContent() {}

    /** The result of a tool call or the list of tools in the form of those revisions. */
    static Map<String, Object> only(Map<String, Object> result) {
        Map<String, Object> older = new LinkedHashMap<>(result);
        if (!(result.get("structuredContent") instanceof Map)) {
            older.remove("structuredContent");
        }
        if (result.get("tools") instanceof List<?> tools) {
            older.put("tools", tools.stream().map(ObjectContent::tool).toList());
        }
        return older;
    }

    private static Object tool(Object tool) {
        if (tool instanceof Map<?, ?> definition
                && definition.get("outputSchema") instanceof Map<?, ?> schema
                && !"object".equals(schema.get("type"))) {
            Map<Object, Object> older = new LinkedHashMap<>(definition);
            older.remove("outputSchema");
            return older;
        }
        return tool;
    }
}
