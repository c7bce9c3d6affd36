package org.postizgateway.mcp.wire;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;

/**
 * A client of MCP 2025-11-25 with a session.
 *
 * @param caller name that the door takes for that of the caller
 */
public record HandshakePeer(int port, Optional<String> caller, String sessionId) {

    public static final String VERSION = "2025-11-25";
    public static final String SESSION = "Mcp-Session-Id";

    private static final AtomicInteger IDS = new AtomicInteger();

    /** Begins a session of nobody in particular, without capabilities. */
    public static HandshakePeer begin(McpTestServer server) throws IOException {
        return begin(server, Optional.empty(), Map.of());
    }

    /** Begins a session. */
    public static HandshakePeer begin(
            McpTestServer server, Optional<String> caller, Map<String, Object> capabilities)
            throws IOException {
        HandshakePeer stranger = new HandshakePeer(server.port(), caller, "");
        HttpReply reply =
                HttpConnection.exchange(
                        server.port(),
                        stranger.post(request(0, "initialize", initialize(capabilities)))
                                .without(SESSION)
                                .without("MCP-Protocol-Version"));
        HandshakePeer peer =
                new HandshakePeer(server.port(), caller, reply.header(SESSION).orElseThrow());
        peer.notify("notifications/initialized", Map.of());
        return peer;
    }

    /** Parameters of {@code initialize}. */
    public static Map<String, Object> initialize(Map<String, Object> capabilities) {
        return Map.of(
                "protocolVersion",
                VERSION,
                "capabilities",
                capabilities,
                "clientInfo",
                Map.of("name", "test", "version", "1"));
    }

    /** Sends a request and leaves its answer to be read. */
    public MessageStream call(String method, Map<String, Object> params) throws IOException {
        return call(IDS.incrementAndGet(), method, params);
    }

    /** Sends a request with a chosen id and leaves its answer to be read. */
    public MessageStream call(Object id, String method, Map<String, Object> params)
            throws IOException {
        return MessageStream.of(port, post(request(id, method, params)));
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

    public HttpReply notify(String method, Map<String, Object> params) throws IOException {
        Map<String, Object> message = message();
        message.put("method", method);
        message.put("params", params);
        return HttpConnection.exchange(port, post(message));
    }

    /** Answers a request of the server. */
    public HttpReply answer(Object id, Map<String, Object> result) throws IOException {
        Map<String, Object> message = message();
        message.put("id", id);
        message.put("result", result);
        return HttpConnection.exchange(port, post(message));
    }

    /** Opens the stream on which the server speaks first and waits until it does. */
    public MessageStream listen() throws IOException {
        MessageStream listening = MessageStream.of(port, ours(HttpRequest.of("GET")));
        if (listening.isEventStream()) {
            listening.comment();
        }
        return listening;
    }

    /** Ends the session. */
    public HttpReply end() throws IOException {
        return HttpConnection.exchange(port, ours(HttpRequest.of("DELETE")));
    }

    /** The HTTP request for a message in this session. */
    public HttpRequest post(Map<String, Object> message) {
        return ours(HttpRequest.post(Json.write(message)));
    }

    /** A request with the headers of this session. */
    public HttpRequest ours(HttpRequest request) {
        HttpRequest ours = request.with(SESSION, sessionId).with("MCP-Protocol-Version", VERSION);
        return caller.isPresent() ? ours.with(McpTestServer.CALLER, caller.get()) : ours;
    }

    /** A JSON-RPC request. */
    public static Map<String, Object> request(
            Object id, String method, Map<String, Object> params) {
        Map<String, Object> message = message();
        message.put("id", id);
        message.put("method", method);
        message.put("params", params);
        return message;
    }

    private static Map<String, Object> message() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        return message;
    }
}
