package org.postizgateway.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A route asks the user; the same route serves a caller in the middle of a call and in rounds. */
class ElicitationTest extends OrderServer {

    @Test
    void a_session_is_asked_in_mid_call_with_the_schema_word_for_word() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("order", Map.of("item", "shoe"))) {
            Map<String, Object> question = call.next();
            HttpReply accepted =
                    peer.answer(
                            question.get("id"),
                            Map.of("action", "accept", "content", Map.of("size", 43)));

            assertThat(question)
                    .containsEntry("method", "elicitation/create")
                    .containsEntry(
                            "params",
                            Map.of(
                                    "message",
                                    "Which size",
                                    "requestedSchema",
                                    Json.object(SCHEMA)));
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.body()).isEmpty();
            assertThat(call.result().toString()).contains("shoe accept {size=43}");
        }
    }

    @Test
    void a_caller_without_session_is_asked_by_the_result_and_answers_with_the_next_call()
            throws Exception {
        StatelessPeer peer = StatelessPeer.of(server).capable(CAPABLE);
        Map<String, Object> asked;
        try (MessageStream first = peer.callTool("order", Map.of("item", "shoe"))) {
            asked = first.result();
        }

        Map<String, Object> answered =
                peer.result(
                        "tools/call",
                        Map.of(
                                "name",
                                "order",
                                "arguments",
                                Map.of("item", "shoe"),
                                "requestState",
                                asked.get("requestState"),
                                "inputResponses",
                                Map.of(
                                        "size",
                                        Map.of(
                                                "action",
                                                "accept",
                                                "content",
                                                Map.of("size", 43)))));

        assertThat(asked)
                .containsEntry("resultType", "input_required")
                .containsEntry(
                        "inputRequests",
                        Map.of(
                                "size",
                                Map.of(
                                        "method",
                                        "elicitation/create",
                                        "params",
                                        Map.of(
                                                "message",
                                                "Which size",
                                                "requestedSchema",
                                                Json.object(SCHEMA)))));
        assertThat(answered).containsEntry("resultType", "complete");
        assertThat(answered.toString()).contains("shoe accept {size=43}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decline", "cancel"})
    void a_user_who_declines_is_an_answer_too(String action) throws Exception {
        assertThat(inSession("{\"action\":\"" + action + "\"}").toString())
                .contains(action)
                .contains("isError=false");
        assertThat(inRounds("{\"action\":\"" + action + "\"}").toString())
                .contains(action)
                .contains("isError=false");
    }

    @Test
    void a_failure_to_check_the_answer_is_a_failure_of_the_tool() throws Exception {
        String result =
                StatelessPeer.of(server)
                        .capable(CAPABLE)
                        .result(
                                "tools/call",
                                Map.of(
                                        "name",
                                        "broken",
                                        "inputResponses",
                                        Map.of("q", Map.of("action", "accept"))))
                        .toString();

        assertThat(result).contains("isError=true", "reference").doesNotContain("went on");
    }

    @Test
    void a_schema_that_is_none_refuses_the_route() {
        assertThatThrownBy(
                        () ->
                                McpTestServer.serving(
                                        routes ->
                                                routes.from("ai-tool:bad?description=x")
                                                        .to(
                                                                "mcp-client:elicit?message=m&requestedSchema={\"type\":7}")))
                .hasStackTraceContaining("Not valid by");
    }
}
