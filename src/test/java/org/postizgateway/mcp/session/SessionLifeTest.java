package org.postizgateway.mcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;

/** A session begins with initialize, ends with DELETE, and no ordinary request needs one. */
class SessionLifeTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.at("mcp-server:shop?version=2.0&instructions=Buy%20low");

    @Test
    void initialize_says_who_serves_and_what() throws Exception {
        assertThat(initialize("2025-11-25").json().get("result"))
                .isEqualTo(
                        Json.object(
                                """
                                {"protocolVersion": "2025-11-25",
                                 "capabilities": {
                                   "tools": {"listChanged": true},
                                   "resources": {"listChanged": true, "subscribe": true},
                                   "prompts": {"listChanged": true},
                                   "completions": {}, "logging": {}},
                                 "serverInfo": {"name": "shop", "version": "2.0"},
                                 "instructions": "Buy low"}
                                """));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, 2025-11-25",
        "2025-06-18, 2025-06-18",
        "2025-03-26, 2025-03-26",
        "2024-11-05, 2024-11-05",
        "2099-01-01, 2025-11-25",
        "'', 2025-11-25"
    })
    void initialize_agrees_on_a_revision_or_offers_the_newest(String asked, String agreed)
            throws Exception {
        Map<?, ?> result = (Map<?, ?>) initialize(asked).json().get("result");

        assertThat(result.get("protocolVersion")).isEqualTo(agreed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"protocolVersion\":1}", "{\"protocolVersion\":null}"})
    void initialize_without_a_revision_is_invalid(String params) throws Exception {
        HttpReply reply =
                send(
                        HttpRequest.post(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                                        + params
                                        + "}"));

        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(reply.header(HandshakePeer.SESSION)).isEmpty();
    }

    @Test
    void ids_are_random_and_visible_ASCII() throws Exception {
        String one = initialize("2025-11-25").header(HandshakePeer.SESSION).orElseThrow();
        String other = initialize("2025-11-25").header(HandshakePeer.SESSION).orElseThrow();

        assertThat(one).matches("[!-~]{32,}");
        assertThat(one.substring(0, 8)).isNotEqualTo(other.substring(0, 8));
    }

    @Test
    void an_ended_session_is_gone_for_every_kind_of_message() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);

        assertThat(peer.end().status()).isEqualTo(204);

        try (MessageStream request = peer.call(3, "ping", Map.of());
                MessageStream listening = peer.listen()) {
            assertThat(request.head().status()).isEqualTo(404);
            assertThat(request.response()).containsEntry("id", 3).containsKey("error");
            assertThat(listening.head().status()).isEqualTo(404);
        }
        assertThat(peer.notify("notifications/initialized", Map.of()).status()).isEqualTo(404);
        assertThat(peer.answer("x", Map.of()).status()).isEqualTo(404);
        assertThat(peer.end().status()).isEqualTo(404);
    }

    @Test
    void a_new_session_may_begin_although_the_ended_one_is_still_named() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);
        peer.end();

        HttpReply reply =
                send(
                        peer.post(
                                HandshakePeer.request(
                                        1, "initialize", HandshakePeer.initialize(Map.of()))));

        assertThat(reply.header(HandshakePeer.SESSION).orElseThrow())
                .isNotEqualTo(peer.sessionId());
    }

    @Test
    void a_request_without_a_session_is_served() throws Exception {
        HttpReply reply =
                send(HttpRequest.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).containsKey("result");
    }

    @Test
    void a_request_is_served_after_a_restart_that_forgot_its_session() throws Exception {
        String id;
        try (McpTestServer before = McpTestServer.serving()) {
            id = HandshakePeer.begin(before).sessionId();
        }
        HandshakePeer peer = new HandshakePeer(SERVER.port(), Optional.empty(), id);

        assertThat(peer.result("tools/list", Map.of())).containsKey("tools");
        assertThat(peer.notify("notifications/initialized", Map.of()).status()).isEqualTo(202);
    }

    @Test
    void what_needs_the_live_session_is_gone_when_it_is_unknown() throws Exception {
        HandshakePeer stranger = new HandshakePeer(SERVER.port(), Optional.empty(), "no-such-id");

        try (MessageStream listening = stranger.listen()) {
            assertThat(listening.head().status()).isEqualTo(404);
        }
        assertThat(stranger.answer("x", Map.of()).status()).isEqualTo(404);
        assertThat(stranger.end().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void GET_and_DELETE_need_the_header(String method) throws Exception {
        assertThat(send(HttpRequest.of(method)).status()).isEqualTo(400);
    }

    private static HttpReply initialize(String version) throws Exception {
        Map<String, Object> params =
                Map.of(
                        "protocolVersion",
                        version,
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "test", "version", "1"));
        return send(HttpRequest.post(Json.write(HandshakePeer.request(1, "initialize", params))));
    }

    private static HttpReply send(HttpRequest request) throws Exception {
        return HttpConnection.exchange(SERVER.port(), request);
    }
}
