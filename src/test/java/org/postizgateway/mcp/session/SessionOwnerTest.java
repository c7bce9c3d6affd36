package org.postizgateway.mcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.MessageStream;

/** A session is its owner's; to anybody else who knows its id it is unknown. */
class SessionOwnerTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:confirm?description=Asks")
                                    .to(
                                            "mcp-client:elicit?message=Sure&requestedSchema={\"type\":\"object\"}")
                                    .setBody(routes.simple("${body[action]}")));

    private HandshakePeer ada;

    @BeforeEach
    void begin() throws Exception {
        ada = HandshakePeer.begin(SERVER, Optional.of("ada"), Map.of("elicitation", Map.of()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "eve")
    void another_caller_can_neither_listen_nor_end_it(String name) throws Exception {
        HandshakePeer eve = stealing(name);

        try (MessageStream listening = eve.listen()) {
            assertThat(listening.head().status()).isEqualTo(404);
        }
        assertThat(eve.end().status()).isEqualTo(404);
        try (MessageStream listening = ada.listen()) {
            assertThat(listening.head().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "eve")
    void another_caller_cannot_answer_its_questions(String name) throws Exception {
        try (MessageStream call = ada.callTool("confirm", Map.of())) {
            Object question = call.next().get("id");

            HttpReply stolen = stealing(name).answer(question, Map.of("action", "accept"));
            HttpReply own = ada.answer(question, Map.of("action", "decline"));

            assertThat(stolen.status()).isEqualTo(404);
            assertThat(own.status()).isEqualTo(202);
            assertThat(call.result().toString()).contains("decline");
        }
    }

    @Test
    void another_caller_cannot_cancel_its_calls() throws Exception {
        try (MessageStream call =
                ada.call(42, "tools/call", Map.of("name", "confirm", "arguments", Map.of()))) {
            Object question = call.next().get("id");

            stealing("eve").notify("notifications/cancelled", Map.of("requestId", 42));
            ada.answer(question, Map.of("action", "decline"));

            assertThat(call.response()).containsEntry("id", 42);
        }
    }

    @Test
    void a_request_of_another_caller_is_served_as_if_it_had_no_session() throws Exception {
        assertThat(stealing("eve").result("tools/list", Map.of())).containsKey("tools");
    }

    private HandshakePeer stealing(String name) {
        return new HandshakePeer(SERVER.port(), Optional.ofNullable(name), ada.sessionId());
    }
}
