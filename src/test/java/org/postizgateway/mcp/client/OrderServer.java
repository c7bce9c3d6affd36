package org.postizgateway.mcp.client;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A server with a tool that asks for a size. */
abstract class OrderServer {

    static final Map<String, Object> CAPABLE = Map.of("elicitation", Map.of());
    static final String SCHEMA =
            """
            {"type": "object", "required": ["size"], "properties": {
              "size": {"type": "integer", "minimum": 1, "default": 42},
              "color": {"type": "string", "enum": ["red", "blue"], "enumNames": ["Red", "Blue"]}}}\
            """;

    static McpTestServer server;

    @BeforeAll
    static void start() {
        server =
                McpTestServer.serving(
                        routes ->
                                routes.from(
                                                "ai-tool:order?description=Orders&parameter.item=string")
                                        .to(
                                                "mcp-client:elicit?key=size&message=Which%20size"
                                                        + "&requestedSchema=RAW("
                                                        + SCHEMA
                                                        + ")")
                                        .setBody(
                                                routes.simple(
                                                        "${header.item} ${body[action]}"
                                                                + " ${body[content]}")),
                        routes ->
                                routes.from("ai-tool:broken?description=x")
                                        .setBody(e -> Map.of("q", question(Map.of("type", 7))))
                                        .to("mcp-client:input")
                                        .setBody(routes.constant("went on")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Map<String, Object> question(Map<String, Object> schema) {
        return Map.of(
                "method",
                "elicitation/create",
                "params",
                Map.of("message", "m", "requestedSchema", schema));
    }

    static Map<String, Object> inSession(String answer) throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("order", Map.of("item", "shoe"))) {
            peer.answer(call.next().get("id"), Json.object(answer));
            return call.result();
        }
    }

    static Map<String, Object> inRounds(String answer) throws Exception {
        return StatelessPeer.of(server)
                .capable(CAPABLE)
                .result(
                        "tools/call",
                        Map.of(
                                "name",
                                "order",
                                "arguments",
                                Map.of("item", "shoe"),
                                "inputResponses",
                                Map.of("size", Json.object(answer))));
    }
}
