package org.postizgateway.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A log message goes to a caller who wants its level. */
class LogTest {

    private static final String MESSAGE = "notifications/message";

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    tool("debug"),
                    tool("info"),
                    tool("notice"),
                    tool("warning"),
                    tool("error"),
                    tool("critical"),
                    tool("alert"),
                    tool("emergency"),
                    routes ->
                            routes.from("ai-tool:data?description=x")
                                    .setBody(e -> Map.of("rows", List.of(1, 2)))
                                    .to("mcp-client:log?level=error"));

    @ParameterizedTest
    @CsvSource({
        "debug, debug, true",
        "info, debug, false",
        "info, info, true",
        "warning, notice, false",
        "warning, error, true",
        "emergency, alert, false",
        "emergency, emergency, true"
    })
    void the_level_is_the_lowest_that_is_sent(String lowest, String level, boolean sent)
            throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);
        assertThat(peer.result("logging/setLevel", Map.of("level", lowest))).isEmpty();

        try (MessageStream handshake = peer.callTool(level, Map.of());
                MessageStream stateless =
                        StatelessPeer.of(SERVER)
                                .with(StatelessPeer.META_LOG_LEVEL, lowest)
                                .callTool(level, Map.of())) {
            for (MessageStream call : List.of(handshake, stateless)) {
                call.result();
                assertThat(
                                call.received().stream()
                                        .filter(message -> MESSAGE.equals(message.get("method")))
                                        .map(message -> message.get("params"))
                                        .toList())
                        .isEqualTo(
                                sent
                                        ? List.of(
                                                Map.of(
                                                        "level", level, "logger", "test", "data",
                                                        "Hello"))
                                        : List.of());
            }
        }
    }

    @Test
    void without_sessions_a_caller_who_names_no_level_gets_none() throws Exception {
        try (MessageStream call = StatelessPeer.of(SERVER).callTool("emergency", Map.of())) {
            assertThat(call.isEventStream()).isFalse();
        }
    }

    @Test
    void structured_data_stays_structured() throws Exception {
        try (MessageStream call =
                StatelessPeer.of(SERVER)
                        .with(StatelessPeer.META_LOG_LEVEL, "debug")
                        .callTool("data", Map.of())) {
            assertThat(call.params(MESSAGE))
                    .isEqualTo(Map.of("level", "error", "data", Map.of("rows", List.of(1, 2))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loud", "", "INFO ", "5"})
    void a_level_that_does_not_exist_is_invalid(String level) throws Exception {
        try (MessageStream handshake =
                        HandshakePeer.begin(SERVER)
                                .call("logging/setLevel", Map.of("level", level));
                MessageStream stateless =
                        StatelessPeer.of(SERVER)
                                .with(StatelessPeer.META_LOG_LEVEL, level)
                                .callTool("info", Map.of())) {
            assertThat(handshake.error()).containsEntry("code", -32602);
            assertThat(stateless.error()).containsEntry("code", -32602);
            assertThat(stateless.head().status()).isEqualTo(400);
        }
    }

    private static LambdaRouteBuilder tool(String level) {
        return routes ->
                routes.from("ai-tool:" + level + "?description=x")
                        .to("mcp-client:log?level=" + level + "&logger=test&message=Hello")
                        .setBody(routes.constant("ok"));
    }
}
