package org.postizgateway.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/**
 * Progress goes to a caller who gave a token for it, on the stream of that call, with that token.
 */
class ProgressTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:work?description=x")
                                    .to("mcp-client:progress?progress=0&total=10&message=Begun")
                                    .setBody(routes.constant("Half way"))
                                    .to("mcp-client:progress?progress=2.5")
                                    .setBody(routes.constant("done")),
                    routes ->
                            routes.from("ai-tool:count?description=x")
                                    .setBody(e -> null)
                                    .to("mcp-client:progress")
                                    .to("mcp-client:progress"));

    @ParameterizedTest
    @ValueSource(strings = {"\"t-1\"", "\"\"", "7", "0", "12345678901234567890"})
    void the_token_comes_back_as_it_was(String token) throws Exception {
        Object expected = Json.object("{\"t\":" + token + "}").get("t");
        Map<String, Object> params =
                Json.object("{\"name\":\"work\",\"_meta\":{\"progressToken\":" + token + "}}");

        try (MessageStream handshake = HandshakePeer.begin(SERVER).call("tools/call", params);
                MessageStream stateless =
                        StatelessPeer.of(SERVER)
                                .with("progressToken", expected)
                                .callTool("work", Map.of())) {
            for (MessageStream call : List.of(handshake, stateless)) {
                assertThat(call.params("notifications/progress"))
                        .isEqualTo(
                                Map.of(
                                        "progressToken",
                                        expected,
                                        "progress",
                                        0,
                                        "total",
                                        10,
                                        "message",
                                        "Begun"));
                assertThat(call.params("notifications/progress"))
                        .isEqualTo(
                                Map.of(
                                        "progressToken",
                                        expected,
                                        "progress",
                                        2.5,
                                        "message",
                                        "Half way"));
                assertThat(call.result().toString()).contains("done");
                assertThat(call.toEnd()).isEmpty();
            }
        }
    }

    @Test
    void it_counts_by_itself() throws Exception {
        try (MessageStream call =
                StatelessPeer.of(SERVER).with("progressToken", 1).callTool("count", Map.of())) {
            assertThat(call.params("notifications/progress")).containsEntry("progress", 1);
            assertThat(call.params("notifications/progress")).containsEntry("progress", 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "true", "null", "1.5", "{\"a\":{\"b\":1}}"})
    void a_token_that_is_none_gets_no_progress(String token) throws Exception {
        Map<String, Object> params =
                Json.object("{\"name\":\"work\",\"_meta\":{\"progressToken\":" + token + "}}");

        try (MessageStream call = HandshakePeer.begin(SERVER).call("tools/call", params)) {
            assertThat(call.isEventStream()).isFalse();
            assertThat(call.result()).containsEntry("isError", false);
        }
    }

    @Test
    void without_a_token_the_answer_is_plain_JSON() throws Exception {
        try (MessageStream handshake = HandshakePeer.begin(SERVER).callTool("work", Map.of());
                MessageStream stateless = StatelessPeer.of(SERVER).callTool("work", Map.of())) {
            assertThat(handshake.isEventStream()).isFalse();
            assertThat(stateless.isEventStream()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcp-client:progress?progress=1", "mcp-client:log?message=x"})
    void where_no_agent_called_nobody_is_told_and_the_route_goes_on(String uri) throws Exception {
        try (ProducerTemplate template = SERVER.context().createProducerTemplate()) {
            Exchange exchange = template.request(uri, timer -> timer.getMessage().setBody("kept"));

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isEqualTo("kept");
        }
    }
}
