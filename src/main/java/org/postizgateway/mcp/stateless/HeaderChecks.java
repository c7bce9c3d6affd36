package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.mcp.protocol.HttpCall;
import org.postizgateway.mcp.protocol.JsonRpc;
import org.postizgateway.mcp.tool.ParameterHeaders.ParameterHeader;
import org.postizgateway.mcp.tool.Tool;

/**
 * Checks that the headers which intermediaries route by say the same as the body (MCP 2026-07-28,
 * streamable HTTP: server validation).
 */
final class HeaderChecks {

    static final String VERSION = "MCP-Protocol-Version";
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";

    private static final String ENCODED_START = "=?base64?";
    private static final String ENCODED_END = "?=";

    /** The parameter that {@code Mcp-Name} repeats, by method. */
    private static final Map<String, String> NAMED_BY =
            Map.of(
                    McpSchema.METHOD_TOOLS_CALL,
                    "name",
                    McpSchema.METHOD_PROMPT_GET,
                    "name",
                    McpSchema.METHOD_RESOURCES_READ,
                    "uri",
                    "tasks/get",
                    "taskId",
                    "tasks/update",
                    "taskId",
                    "tasks/cancel",
                    "taskId");

    private HeaderChecks() {}

    /**
     * @throws McpError header mismatch
     */
    static void version(HttpCall http, RequestMeta meta) {
        require(VERSION, http.header(VERSION), meta.protocolVersion());
    }

    /**
     * @throws McpError header mismatch
     */
    static void method(HttpCall http, JsonRpc.Request request) {
        require(METHOD, http.header(METHOD), request.method());
    }

    /**
     * @throws McpError header mismatch
     */
    static void name(HttpCall http, JsonRpc.Request request) {
        String parameter = NAMED_BY.get(request.method());
        if (parameter != null && request.params().get(parameter) instanceof String name) {
            require(NAME, decode(NAME, http.header(NAME)), name);
        }
    }

    /**
     * @throws McpError header mismatch
     */
    static void parameters(HttpCall http, Tool tool, Map<String, Object> arguments) {
        for (ParameterHeader declared : tool.arguments().headers().all()) {
            String header = decode(declared.header(), http.header(declared.header()));
            Optional<Object> value = declared.value(arguments);
            if (value.isPresent()) {
                if (header == null || !same(header, value.get())) {
                    throw mismatch(declared.header(), header);
                }
            } else if (header != null) {
                throw mismatch(declared.header(), header);
            }
        }
    }

    private static void require(String name, String header, String body) {
        if (!body.equals(header)) {
            throw mismatch(name, header);
        }
    }

    private static McpError mismatch(String name, String header) {
        return Protocol.headerMismatch(
                header == null
                        ? name + " is missing"
                        : name + " does not match the value in the body");
    }

    private static boolean same(String header, Object value) {
        if (value instanceof Number number) {
            try {
                return new BigDecimal(header).compareTo(new BigDecimal(number.toString())) == 0;
            } catch (NumberFormatException e) {
                return false;
            }
        }
        return header.equals(value.toString());
    }

    /** Decodes a value that is marked as Base64; any other must be visible ASCII, space or tab. */
    private static String decode(String name, String value) {
        if (value == null) {
            return null;
        }
        if (!value.chars().allMatch(c -> c == '\t' || c >= 0x20 && c <= 0x7e)) {
            throw Protocol.headerMismatch(name + " contains characters that a header may not hold");
        }
        if (!value.startsWith(ENCODED_START)
                || !value.endsWith(ENCODED_END)
                || value.length() < ENCODED_START.length() + ENCODED_END.length()) {
            return value;
        }
        String encoded =
                value.substring(ENCODED_START.length(), value.length() - ENCODED_END.length());
        try {
            if (encoded.length() % 4 != 0) {
                throw Protocol.headerMismatch(name + " is not padded Base64");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Protocol.headerMismatch(name + " is no Base64 of UTF-8 text");
        }
    }
}
