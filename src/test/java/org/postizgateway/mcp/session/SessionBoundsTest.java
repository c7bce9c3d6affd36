package org.postizgateway.mcp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;

/** Sessions are bounded in idle time and number, and are counted. */
class SessionBoundsTest {

    @Test
    void an_unused_session_expires_and_its_listening_stream_ends() throws Exception {
        try (McpTestServer server = McpTestServer.at("mcp-server:test?sessionTimeout=2000")) {
            HandshakePeer peer = HandshakePeer.begin(server);
            try (MessageStream listening = peer.listen()) {
                assertThat(server.endpoint().getSessionCount()).isEqualTo(1);

                assertThat(listening.toEnd()).isEmpty();

                assertThat(server.endpoint().getSessionCount()).isZero();
            }
            try (MessageStream again = peer.listen()) {
                assertThat(again.head().status()).isEqualTo(404);
            }
            assertThat(peer.result("tools/list", Map.of())).containsKey("tools");
        }
    }

    @Test
    void beyond_the_bound_the_least_used_sessions_go() throws Exception {
        try (McpTestServer server = McpTestServer.at("mcp-server:test?maxSessions=5")) {
            for (int i = 0; i < 50; i++) {
                HandshakePeer.begin(server);
            }

            await().untilAsserted(
                            () ->
                                    assertThat(server.endpoint().getSessionCount())
                                            .isBetween(1L, 5L));
            assertThat(server.exceeded()).hasSize(45).containsOnly("sessions");
        }
    }

    @Test
    void capabilities_that_are_too_long_to_keep_begin_no_session() throws Exception {
        try (McpTestServer server = McpTestServer.serving()) {
            Map<String, Object> capabilities =
                    Map.of("experimental", Map.of("x", "y".repeat(16 * 1024)));
            HandshakePeer stranger = new HandshakePeer(server.port(), Optional.empty(), "");

            try (MessageStream answer =
                    stranger.call("initialize", HandshakePeer.initialize(capabilities))) {
                assertThat(answer.error()).containsEntry("code", -32602);
            }
            assertThat(server.endpoint().getSessionCount()).isZero();
        }
    }

    @Test
    void what_one_caller_ends_does_not_make_the_ended_sessions_of_another_forgotten()
            throws Exception {
        try (McpTestServer server =
                McpTestServer.at("mcp-server:test?maxPerCaller=3&maxSessions=6")) {
            HandshakePeer good = begin(server, "good");
            good.end();
            HandshakePeer first = begin(server, "evil");
            first.end();
            for (int i = 0; i < 20; i++) {
                begin(server, "evil").end();
            }

            try (MessageStream ended = good.listen();
                    MessageStream forgotten = first.call("ping", Map.of())) {
                assertThat(ended.head().status()).isEqualTo(404);
                assertThat(forgotten.head().status()).as("served without a session").isEqualTo(200);
            }
            try (MessageStream ended = good.call("ping", Map.of())) {
                assertThat(ended.head().status()).isEqualTo(404);
            }
        }
    }

    private static HandshakePeer begin(McpTestServer server, String caller) throws Exception {
        return HandshakePeer.begin(server, Optional.of(caller), Map.of());
    }

    @Test
    void an_ended_session_does_not_count() throws Exception {
        try (McpTestServer server = McpTestServer.serving()) {
            HandshakePeer.begin(server);
            HandshakePeer.begin(server).end();

            assertThat(server.endpoint().getSessionCount()).isEqualTo(1);
        }
    }
}
