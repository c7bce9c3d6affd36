package org.postizgateway.mcp;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;

/**
 * One request of one caller, independent of the protocol revision it arrived in.
 *
 * @param method JSON-RPC method
 * @param params JSON-RPC parameters, empty when there are none
 * @param client the way back to the caller
 * @param caller who is calling, as far as the front door established it
 * @param exchangeProperties what the front door hands to the exchange of the feature's route
 */
public record McpRequest(
        String method,
        Map<String, Object> params,
        McpClient client,
        Optional<Principal> caller,
        Map<String, Object> exchangeProperties) {

    /** The {@code _meta} object of the parameters; empty when there is none. */
    public Map<String, Object> meta() {
        return object("_meta");
    }

    /**
     * A parameter that must be a non-empty string.
     *
     * @throws McpError invalid params
     */
    public String requiredString(String name) {
        if (params.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw invalidParams("params." + name + " must be a non-empty string");
    }

    /**
     * A parameter that must be an object where present.
     *
     * @throws McpError invalid params
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> object(String name) {
        Object value = params.get(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw invalidParams("params." + name + " must be an object");
    }

    /** The same request of the same caller, who is talked to in another way. */
    public McpRequest with(McpClient client) {
        return new McpRequest(method, params, client, caller, exchangeProperties);
    }

    /** A JSON-RPC error with code -32602. */
    public static McpError invalidParams(String message) {
        return McpError.builder(ErrorCodes.INVALID_PARAMS).message(message).build();
    }
}
