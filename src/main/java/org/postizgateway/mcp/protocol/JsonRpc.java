package org.postizgateway.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.mcp.Json;

/**
 * JSON-RPC 2.0 messages as MCP uses them: one object, parameters by name, ids that are strings or
 * integers.
 */
public sealed interface JsonRpc {

    /** Longest id that is taken, in characters; an id is echoed and kept while its request runs. */
    int MAX_ID_LENGTH = 256;

    /** A request that wants an answer. */
    record Request(Object id, String method, Map<String, Object> params) implements JsonRpc {}

    /** A notification. */
    record Notification(String method, Map<String, Object> params) implements JsonRpc {}

    /** The answer to a request of ours. */
    record Response(Object id, Map<String, Object> message) implements JsonRpc {}

    /** What cannot be read as one message. Maps to HTTP 400. */
    final class Malformed extends Exception {

        private final transient Map<String, Object> body;

        Malformed(int code, String message) {
            super(message);
            this.body = error(null, code, message, null);
        }

        /** The JSON-RPC error to answer with; it has no id, as none could be read. */
        public Map<String, Object> body() {
            return body;
        }
    }

    /**
     * Reads one message.
     *
     * @throws Malformed when the bytes are no JSON or no JSON-RPC message
     */
    static JsonRpc parse(byte[] bytes) throws Malformed {
        Object document;
        try {
            document = Json.mapper().readValue(utf8(bytes), Object.class);
        } catch (StreamConstraintsException e) {
            throw new Malformed(
                    ErrorCodes.PARSE_ERROR,
                    "The body is nested deeper than "
                            + Json.MAX_NESTING
                            + " levels, or a name or number in it is too long");
        } catch (JsonProcessingException e) {
            throw new Malformed(
                    ErrorCodes.PARSE_ERROR,
                    "The body is no valid JSON, or has a key twice" + where(e));
        } catch (CharacterCodingException e) {
            throw new Malformed(ErrorCodes.PARSE_ERROR, "The body is no valid UTF-8");
        }
        if (document instanceof List) {
            throw new Malformed(
                    ErrorCodes.INVALID_REQUEST,
                    "Batches are not supported; send each message by itself");
        }
        if (!(document instanceof Map<?, ?> map) || !"2.0".equals(map.get("jsonrpc"))) {
            throw new Malformed(
                    ErrorCodes.INVALID_REQUEST,
                    "The body must be one JSON-RPC message: an object with \"jsonrpc\": \"2.0\"");
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> message = (Map<String, Object>) map;
        return message.containsKey("method") ? call(message) : response(message);
    }

    /**
     * Decodes strictly: a JSON parser left to itself also takes UTF-16 and overlong sequences. A
     * byte order mark in front is passed over (RFC 8259, section 8.1).
     */
    private static String utf8(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ": see line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static JsonRpc call(Map<String, Object> message) throws Malformed {
        if (!(message.get("method") instanceof String method) || method.isEmpty()) {
            throw new Malformed(ErrorCodes.INVALID_REQUEST, "method must be a non-empty string");
        }
        Map<String, Object> params = params(message.get("params"));
        if (!message.containsKey("id")) {
            return new Notification(method, params);
        }
        return new Request(id(message.get("id")), method, params);
    }

    private static JsonRpc response(Map<String, Object> message) throws Malformed {
        if (message.get("result") instanceof Map == message.get("error") instanceof Map) {
            throw new Malformed(
                    ErrorCodes.INVALID_REQUEST,
                    "A message needs a method, or either a result or an error that is an object");
        }
        return new Response(id(message.get("id")), message);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> params(Object params) throws Malformed {
        if (params == null) {
            return Map.of();
        }
        if (params instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new Malformed(ErrorCodes.INVALID_REQUEST, "params must be an object");
    }

    private static Object id(Object id) throws Malformed {
        boolean integer = id instanceof Integer || id instanceof Long || id instanceof BigInteger;
        if (!integer && !(id instanceof String)) {
            throw new Malformed(ErrorCodes.INVALID_REQUEST, "id must be a string or an integer");
        }
        if (id instanceof String text && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Malformed(
                    ErrorCodes.INVALID_REQUEST,
                    "id holds half of a surrogate pair, which cannot be sent back");
        }
        if (id.toString().length() > MAX_ID_LENGTH) {
            throw new Malformed(
                    ErrorCodes.INVALID_REQUEST,
                    "id is longer than " + MAX_ID_LENGTH + " characters");
        }
        return id;
    }

    /** A response that carries a result. */
    static Map<String, Object> result(Object id, Map<String, Object> result) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put("result", result);
        return message;
    }

    /** A response that carries an error; id and data are left out when null. */
    static Map<String, Object> error(Object id, int code, String text, Object data) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        if (id != null) {
            message.put("id", id);
        }
        message.put("error", error(new JSONRPCError(code, text, data)));
        return message;
    }

    /** The error alone, as a response or a task that failed carries it. */
    static Map<String, Object> error(JSONRPCError failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", failure.code());
        error.put("message", failure.message());
        if (failure.data() != null) {
            error.put("data", failure.data());
        }
        return error;
    }

    /** An error response for what a method failed of. */
    static Map<String, Object> error(Object id, McpError failure) {
        JSONRPCError error = failure.getJsonRpcError();
        return error(id, error.code(), error.message(), error.data());
    }

    /** A notification of ours. */
    static Map<String, Object> notification(String method, Map<String, Object> params) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("method", method);
        if (!params.isEmpty()) {
            message.put("params", params);
        }
        return message;
    }
}
