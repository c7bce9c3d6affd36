package org.postizgateway.mcp.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/**
 * subscriptions/listen opens a stream that begins with what it will carry and ends with a response.
 */
class SubscriptionTest {

    @AutoClose
    private final McpTestServer server = McpTestServer.at("mcp-server:test?maxSessions=2");

    @Test
    void the_acknowledgement_names_what_is_honoured() throws Exception {
        try (MessageStream listening =
                listen(
                        1756000000001L,
                        "{\"toolsListChanged\":true,\"promptsListChanged\":false,\"mystery\":true,\"resourceSubscriptions\":[\"test://a\"]}")) {
            assertThat(listening.isEventStream()).isTrue();
            assertThat(listening.head().header("X-Accel-Buffering")).contains("no");
            assertThat(listening.next())
                    .isEqualTo(
                            Map.of(
                                    "jsonrpc",
                                    "2.0",
                                    "method",
                                    "notifications/subscriptions/acknowledged",
                                    "params",
                                    Map.of(
                                            "notifications",
                                            Map.of(
                                                    "toolsListChanged",
                                                    true,
                                                    "resourceSubscriptions",
                                                    List.of("test://a")),
                                            "_meta",
                                            Map.of(
                                                    "io.modelcontextprotocol/subscriptionId",
                                                    1756000000001L))));
        }
    }

    @Test
    void when_the_server_stops_the_response_comes_and_the_stream_ends() throws Exception {
        try (MessageStream listening = listen("s", "{\"toolsListChanged\":true}")) {
            listening.next();

            server.close();

            assertThat(listening.result())
                    .containsEntry("resultType", "complete")
                    .extractingByKey("_meta")
                    .asString()
                    .contains("io.modelcontextprotocol/subscriptionId=s");
            assertThat(listening.toEnd()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"tools\"",
                "{\"toolsListChanged\":\"yes\"}",
                "{\"promptsListChanged\":1}",
                "{\"resourceSubscriptions\":\"test://a\"}",
                "{\"resourceSubscriptions\":[1]}"
            })
    void a_malformed_filter_is_refused(String filter) throws Exception {
        try (MessageStream answer = listen(1, filter)) {
            assertThat(answer.head().status()).isEqualTo(400);
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    @Test
    void a_caller_that_takes_no_stream_is_406() throws Exception {
        HttpReply reply =
                HttpConnection.exchange(
                        server.port(),
                        StatelessPeer.of(server)
                                .request(
                                        1,
                                        "subscriptions/listen",
                                        Map.of("notifications", Map.of()))
                                .with("Accept", "application/json"));

        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.errorMessage()).contains("event stream");
    }

    @Test
    void streams_are_bounded_in_number_and_the_oldest_makes_room() throws Exception {
        try (MessageStream first = listen(1, "{}");
                MessageStream second = listen(2, "{}");
                MessageStream third = listen(3, "{}")) {
            for (MessageStream stream : List.of(first, second, third)) {
                stream.next();
            }

            assertThat(first.response()).as("the end of the oldest").containsEntry("id", 1);
            assertThat(first.toEnd()).isEmpty();
            await().untilAsserted(
                            () -> assertThat(server.endpoint().getStreamCount()).isEqualTo(2));
        }
        await().untilAsserted(() -> assertThat(server.endpoint().getStreamCount()).isZero());
    }

    private MessageStream listen(Object id, String filter) throws Exception {
        Map<String, Object> params = Json.object("{\"notifications\":" + filter + "}");
        return MessageStream.of(
                server.port(),
                StatelessPeer.of(server).request(id, "subscriptions/listen", params));
    }
}
