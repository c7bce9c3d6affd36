package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.postizgateway.mcp.protocol.ServerSettings;

/**
 * Gives results the members that this revision requires: type, sender, and for how long they are
 * good.
 */
final class Results {

    private static final Set<String> CACHEABLE =
            Set.of(
                    McpSchema.METHOD_TOOLS_LIST,
                    McpSchema.METHOD_PROMPT_LIST,
                    McpSchema.METHOD_RESOURCES_LIST,
                    McpSchema.METHOD_RESOURCES_TEMPLATES_LIST,
                    McpSchema.METHOD_RESOURCES_READ,
                    Protocol.DISCOVER);

    private final ServerSettings settings;

    Results(ServerSettings settings) {
        this.settings = settings;
    }

    /** A result that answers the request. */
    Map<String, Object> complete(String method, Map<String, Object> result) {
        Map<String, Object> complete = typed("complete", result);
        if (CACHEABLE.contains(method)) {
            boolean read = method.equals(McpSchema.METHOD_RESOURCES_READ);
            complete.putIfAbsent("ttlMs", read ? 0 : settings.listTtl().toMillis());
            complete.putIfAbsent("cacheScope", "private");
        }
        return complete;
    }

    /** A result of another type. */
    Map<String, Object> typed(String type, Map<String, Object> result) {
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("resultType", type);
        typed.putAll(result);
        Map<String, Object> meta = new LinkedHashMap<>();
        if (result.get("_meta") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> meta.put(String.valueOf(name), value));
        }
        meta.put(Protocol.META_SERVER_INFO, settings.serverInfo());
        typed.put("_meta", meta);
        return typed;
    }
}
