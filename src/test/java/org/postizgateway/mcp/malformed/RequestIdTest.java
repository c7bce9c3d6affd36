package org.postizgateway.mcp.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;

/**
 * Ids are strings or integers of bounded length, are echoed as they came, and are unique in flight.
 */
class RequestIdTest {

    private static final CountDownLatch ENTERED = new CountDownLatch(1);
    private static final CountDownLatch GATE = new CountDownLatch(1);

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:wait?description=Waits")
                                    .process(e -> ENTERED.countDown())
                                    .process(e -> GATE.await())
                                    .setBody(routes.constant("done")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0",
                "-7",
                "9007199254740993",
                "123456789012345678901234567890",
                "\"\"",
                "\"1\"",
                "\"a b\"",
                "\"<script>\"",
                "\"\\u0000\\u2028\""
            })
    void a_string_or_integer_comes_back_as_it_was(String id) throws Exception {
        HttpReply reply = ping(id);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json())
                .isEqualTo(Json.object("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1.5",
                "1.0",
                "1e3",
                "true",
                "{}",
                "[1]",
                "{\"$ne\":1}",
                "\"\\ud800\""
            })
    void anything_else_is_an_invalid_request(String id) throws Exception {
        HttpReply reply = ping(id);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32600);
        assertThat(reply.json()).doesNotContainKey("id");
    }

    @Test
    void a_very_long_id_is_refused_and_not_repeated() throws Exception {
        HttpReply reply = ping("\"" + "x".repeat(100_000) + "\"");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32600);
        assertThat(reply.body()).hasSizeLessThan(500);
    }

    @Test
    void an_id_that_is_in_flight_in_the_session_is_refused() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);
        try (HttpConnection first = new HttpConnection(SERVER.port())) {
            first.send(peer.post(HandshakePeer.request(7, "tools/call", Map.of("name", "wait"))));
            ENTERED.await();
            try (MessageStream second = peer.call(7, "ping", Map.of())) {
                assertThat(second.head().status()).isEqualTo(400);
                assertThat(second.response()).containsEntry("id", 7).containsKey("error");
            }
            GATE.countDown();

            assertThat(first.reply().body()).contains("\"id\":7", "done");
        }
    }

    private static HttpReply ping(String id) throws Exception {
        return HttpConnection.exchange(
                SERVER.port(),
                HttpRequest.post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}"));
    }
}
