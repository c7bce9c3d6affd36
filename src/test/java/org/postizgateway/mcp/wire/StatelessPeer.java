package org.postizgateway.mcp.wire;

import static java.util.Map.entry;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;

/**
 * A client of MCP 2026-07-28: each request stands by itself.
 *
 * @param caller name that the door takes for that of the caller
 * @param meta what goes into {@code _meta} beside the version
 */
public record StatelessPeer(int port, Optional<String> caller, Map<String, Object> meta) {

    public static final String VERSION = "2026-07-28";
    public static final String META_VERSION = "io.modelcontextprotocol/protocolVersion";
    public static final String META_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    public static final String META_LOG_LEVEL = "io.modelcontextprotocol/logLevel";

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final Map<String, String> NAMED_BY =
            Map.ofEntries(
                    entry("tools/call", "name"),
                    entry("prompts/get", "name"),
                    entry("resources/read", "uri"),
                    entry("tasks/get", "taskId"),
                    entry("tasks/update", "taskId"),
                    entry("tasks/cancel", "taskId"));

    /** A client that declares no capability. */
    public static StatelessPeer of(McpTestServer server) {
        return new StatelessPeer(
                server.port(), Optional.empty(), Map.of(META_CAPABILITIES, Map.of()));
    }

    public StatelessPeer as(String name) {
        return new StatelessPeer(port, Optional.of(name), meta);
    }

    /** The client with other capabilities. */
    public StatelessPeer capable(Map<String, Object> capabilities) {
        return with(META_CAPABILITIES, capabilities);
    }

    /** The client with one more entry in {@code _meta}. */
    public StatelessPeer with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(meta);
        more.put(name, value);
        return new StatelessPeer(port, caller, more);
    }

    /** Sends a request and leaves its answer to be read. */
    public MessageStream call(String method, Map<String, Object> params) throws IOException {
        return MessageStream.of(port, request(IDS.incrementAndGet(), method, params));
    }

    /** Calls a tool and leaves the answer to be read. */
    public MessageStream callTool(String name, Map<String, Object> arguments) throws IOException {
        return call("tools/call", Map.of("name", name, "arguments", arguments));
    }

    /** Sends a request and waits for its result. */
    public Map<String, Object> result(String method, Map<String, Object> params)
            throws IOException {
        try (MessageStream answer = call(method, params)) {
            return answer.result();
        }
    }

    /** The HTTP request for a JSON-RPC request, with the headers that repeat its body. */
    public HttpRequest request(Object id, String method, Map<String, Object> params) {
        Map<String, Object> allMeta = new LinkedHashMap<>(meta);
        allMeta.putIfAbsent(META_VERSION, VERSION);
        Map<String, Object> allParams = new LinkedHashMap<>(params);
        allParams.put("_meta", allMeta);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put("method", method);
        message.put("params", allParams);
        HttpRequest request =
                HttpRequest.post(Json.write(message))
                        .with("MCP-Protocol-Version", String.valueOf(allMeta.get(META_VERSION)))
                        .with("Mcp-Method", method);
        if (params.get(NAMED_BY.getOrDefault(method, "")) instanceof String name) {
            request = request.with("Mcp-Name", name);
        }
        return caller.isPresent() ? request.with(McpTestServer.CALLER, caller.get()) : request;
    }
}
