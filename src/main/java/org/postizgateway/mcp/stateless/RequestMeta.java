package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.protocol.ProgressToken;

/**
 * What a request says of its sender (MCP 2026-07-28, basic: {@code _meta}).
 *
 * @param capabilities what the client can do, for this request only
 * @param logLevel lowest level it wants to be sent; empty for no log messages at all
 * @param progressToken String or Number; empty when it wants no progress
 */
record RequestMeta(
        String protocolVersion,
        Map<String, Object> capabilities,
        Optional<LoggingLevel> logLevel,
        Optional<Object> progressToken) {

    /**
     * @throws McpError invalid params, when a required entry is missing or has the wrong type
     */
    static RequestMeta of(Map<String, Object> params) {
        if (!(params.get("_meta") instanceof Map<?, ?> meta)) {
            throw McpRequest.invalidParams("params._meta must be an object");
        }
        if (!(meta.get(Protocol.META_VERSION) instanceof String version)) {
            throw McpRequest.invalidParams(
                    "params._meta[\"" + Protocol.META_VERSION + "\"] must be a string");
        }
        if (!(meta.get(Protocol.META_CAPABILITIES) instanceof Map<?, ?> capabilities)) {
            throw McpRequest.invalidParams(
                    "params._meta[\"" + Protocol.META_CAPABILITIES + "\"] must be an object");
        }
        return new RequestMeta(
                version,
                stringKeys(capabilities),
                Optional.ofNullable(meta.get(Protocol.META_LOG_LEVEL)).map(RequestMeta::level),
                ProgressToken.of(params));
    }

    /** Whether the client declared an extension. */
    boolean hasExtension(String name) {
        return capabilities.get("extensions") instanceof Map<?, ?> extensions
                && extensions.get(name) instanceof Map;
    }

    private static LoggingLevel level(Object level) {
        try {
            return LoggingLevel.valueOf(level.toString().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw McpRequest.invalidParams(
                    "params._meta[\"" + Protocol.META_LOG_LEVEL + "\"] is no log level");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> stringKeys(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
