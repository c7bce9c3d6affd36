package org.postizgateway.mcp.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;

/** Every request says itself what it speaks and what its sender can do. */
class RequestMetaTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.at(
                    "mcp-server:shop?version=2.0&instructions=Buy%20low&listTtl=5000",
                    routes ->
                            routes.from("ai-resource:note?resourceUri=test://note")
                                    .setBody(routes.constant("x")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"_meta\":null}",
                "{\"_meta\":[]}",
                "{\"_meta\":{}}",
                "{\"_meta\":{\"io.modelcontextprotocol/clientCapabilities\":{}}}",
                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}",
                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":7,\"io.modelcontextprotocol/clientCapabilities\":{}}}",
                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":[]}}",
                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{},\"io.modelcontextprotocol/logLevel\":{}}}"
            })
    void without_it_a_request_is_refused(String params) throws Exception {
        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(),
                        HttpRequest.post(
                                        "{\"jsonrpc\":\"2.0\",\"id\":101,\"method\":\"server/discover\",\"params\":"
                                                + params
                                                + "}")
                                .with("MCP-Protocol-Version", "2026-07-28")
                                .with("Mcp-Method", "server/discover"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(reply.json()).containsEntry("id", 101);
    }

    @Test
    void discover_says_who_serves_and_what() throws Exception {
        assertThat(StatelessPeer.of(SERVER).result("server/discover", Map.of()))
                .containsEntry("resultType", "complete")
                .containsEntry("instructions", "Buy low")
                .containsEntry(
                        "supportedVersions",
                        List.of(
                                "2026-07-28",
                                "2025-11-25",
                                "2025-06-18",
                                "2025-03-26",
                                "2024-11-05"))
                .containsEntry(
                        "capabilities",
                        Map.of(
                                "tools",
                                Map.of("listChanged", true),
                                "prompts",
                                Map.of("listChanged", true),
                                "resources",
                                Map.of("listChanged", true, "subscribe", true),
                                "completions",
                                Map.of(),
                                "logging",
                                Map.of(),
                                "extensions",
                                Map.of("io.modelcontextprotocol/tasks", Map.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server/discover",
                "tools/list",
                "prompts/list",
                "resources/list",
                "resources/templates/list"
            })
    void every_result_says_who_made_it_and_for_how_long_it_is_good(String method) throws Exception {
        assertThat(StatelessPeer.of(SERVER).result(method, Map.of()))
                .containsEntry("resultType", "complete")
                .containsEntry("ttlMs", 5000)
                .containsEntry("cacheScope", "private")
                .containsEntry(
                        "_meta",
                        Map.of(
                                "io.modelcontextprotocol/serverInfo",
                                Map.of("name", "shop", "version", "2.0")));
    }

    @Test
    void what_was_read_is_not_to_be_kept() throws Exception {
        assertThat(StatelessPeer.of(SERVER).result("resources/read", Map.of("uri", "test://note")))
                .containsEntry("ttlMs", 0)
                .containsEntry("cacheScope", "private");
    }

    @Test
    void a_session_id_means_nothing_and_none_is_given() throws Exception {
        HandshakePeer ended = HandshakePeer.begin(SERVER);
        ended.end();

        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(),
                        StatelessPeer.of(SERVER)
                                .request(1, "tools/list", Map.of())
                                .with(HandshakePeer.SESSION, ended.sessionId())
                                .with("Last-Event-ID", "1"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header(HandshakePeer.SESSION)).isEmpty();
    }

    @Test
    void a_notification_is_accepted_and_a_response_is_refused() throws Exception {
        HttpReply notification =
                send(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        HttpReply response = send("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");

        assertThat(notification.status()).isEqualTo(202);
        assertThat(notification.body()).isEmpty();
        assertThat(response.status()).isEqualTo(400);
    }

    private static HttpReply send(String body) throws Exception {
        return HttpConnection.exchange(
                SERVER.port(), HttpRequest.post(body).with("MCP-Protocol-Version", "2026-07-28"));
    }
}
