package org.postizgateway.mcp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;

/** GET opens the one stream on which the server speaks first. */
class ListeningStreamTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:work?description=x")
                                    .to("mcp-client:progress?progress=1")
                                    .to("mcp-client:log?level=error"));

    @Test
    void begins_at_once_and_is_not_to_be_buffered_on_the_way() throws Exception {
        HttpRequest get = HandshakePeer.begin(SERVER).ours(HttpRequest.of("GET"));
        try (MessageStream listening = MessageStream.of(SERVER.port(), get)) {
            assertThat(listening.head().status()).isEqualTo(200);
            assertThat(listening.isEventStream()).isTrue();
            assertThat(listening.head().header("Cache-Control")).contains("no-cache");
            assertThat(listening.head().header("X-Accel-Buffering")).contains("no");
            assertThat(listening.comment()).isEqualTo("keep-alive");
        }
    }

    @Test
    void there_is_only_one_at_a_time() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);
        MessageStream first = peer.listen();

        HttpReply second = send(peer.ours(HttpRequest.of("GET")));
        first.close();

        assertThat(second.status()).isEqualTo(409);
        await().untilAsserted(
                        () -> {
                            try (MessageStream third = peer.listen()) {
                                assertThat(third.head().status()).isEqualTo(200);
                            }
                        });
    }

    @Test
    void ends_with_the_session() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);
        try (MessageStream listening = peer.listen()) {
            peer.end();

            assertThat(listening.toEnd()).noneMatch(message -> message.containsKey("id"));
        }
    }

    @Test
    void never_carries_what_belongs_to_a_request() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);
        Map<String, Object> work = Map.of("name", "work", "_meta", Map.of("progressToken", 1));
        try (MessageStream listening = peer.listen();
                MessageStream call = peer.call("tools/call", work)) {
            call.result();
            peer.end();

            assertThat(call.received()).hasSize(3);
            assertThat(listening.toEnd()).isEmpty();
        }
    }

    @Test
    void is_406_for_a_caller_who_takes_no_event_stream() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);

        HttpReply reply = send(peer.ours(HttpRequest.of("GET").with("Accept", "application/json")));

        assertThat(reply.status()).isEqualTo(406);
    }

    private static HttpReply send(HttpRequest request) throws Exception {
        return HttpConnection.exchange(SERVER.port(), request);
    }
}
