package org.postizgateway.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
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
import org.postizgateway.mcp.wire.StatelessPeer;

/** A route asks the user; the same route serves a caller in the middle of a call and in rounds. */
class ElicitationTest {

    private static final Map<String, Object> CAPABLE = Map.of("elicitation", Map.of());
    private static final String SCHEMA =
            """
            {"type": "object", "required": ["size"], "properties": {
              "size": {"type": "integer", "minimum": 1, "default": 42},
              "color": {"type": "string", "enum": ["red", "blue"], "enumNames": ["Red", "Blue"]}}}\
            """;

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:order?description=Orders&parameter.item=string")
                                    .to(
                                            "mcp-client:elicit?key=size&message=Which%20size"
                                                    + "&requestedSchema=RAW("
                                                    + SCHEMA
                                                    + ")")
                                    .setBody(
                                            routes.simple(
                                                    "${header.item} ${body[action]}"
                                                            + " ${body[content]}")),
                    routes ->
                            routes.from("ai-tool:broken?description=x")
                                    .setBody(e -> Map.of("q", question(Map.of("type", 7))))
                                    .to("mcp-client:input")
                                    .setBody(routes.constant("went on")));

    @Test
    void a_session_is_asked_in_mid_call_with_the_schema_word_for_word() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER, Optional.empty(), CAPABLE);
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
        StatelessPeer peer = StatelessPeer.of(SERVER).capable(CAPABLE);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\":\"bogus\",\"content\":{\"size\":1}}",
                "{\"action\":7}",
                "{\"action\":\"accept\"}",
                "{\"action\":\"accept\",\"content\":null}",
                "{\"action\":\"accept\",\"content\":[]}",
                "{\"action\":\"accept\",\"content\":{}}",
                "{\"action\":\"accept\",\"content\":{\"size\":\"43\"}}",
                "{\"action\":\"accept\",\"content\":{\"size\":0}}",
                "{\"action\":\"accept\",\"content\":{\"size\":1,\"color\":\"green\"}}"
            })
    void an_answer_that_does_not_fit_never_reaches_the_route(String answer) throws Exception {
        assertThat(inSession(answer).toString())
                .contains("isError=true", "The answer to 'size' does not fit the question");
        assertThat(inRounds(answer).toString())
                .contains("isError=true", "The answer to 'size' does not fit the question");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"result\":null",
                "\"result\":[]",
                "\"result\":\"accept\"",
                "\"error\":null",
                "\"error\":7",
                "\"result\":{},\"error\":{\"code\":1,\"message\":\"both\"}"
            })
    void an_answer_that_is_none_is_refused_and_the_question_stays_open(String answer)
            throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("order", Map.of("item", "shoe"))) {
            Object id = call.next().get("id");

            HttpReply refused =
                    HttpConnection.exchange(
                            SERVER.port(),
                            peer.ours(
                                    HttpRequest.post(
                                            "{\"jsonrpc\":\"2.0\",\"id\":"
                                                    + Json.write(id)
                                                    + ","
                                                    + answer
                                                    + "}")));
            peer.answer(id, Map.of("action", "decline"));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(call.result().toString()).contains("shoe decline");
        }
    }

    @Test
    void a_failure_to_check_the_answer_is_a_failure_of_the_tool() throws Exception {
        String result =
                StatelessPeer.of(SERVER)
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

    @Test
    void an_error_instead_of_an_answer_ends_the_call() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("order", Map.of("item", "shoe"))) {
            String id = Json.write(call.next().get("id"));
            HttpConnection.exchange(
                    SERVER.port(),
                    peer.ours(
                            HttpRequest.post(
                                    "{\"jsonrpc\":\"2.0\",\"id\":"
                                            + id
                                            + ",\"error\":{\"code\":-1,\"message\":\"Dialog closed\"}}")));

            assertThat(call.result())
                    .containsEntry("isError", true)
                    .asString()
                    .contains("elicitation/create", "Dialog closed");
        }
    }

    @Test
    void a_caller_that_takes_no_stream_is_told_so_instead_of_asked() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER, Optional.empty(), CAPABLE);
        Map<String, Object> order = Map.of("name", "order", "arguments", Map.of("item", "shoe"));
        HttpRequest call =
                peer.post(HandshakePeer.request(1, "tools/call", order))
                        .with("Accept", "application/json");

        HttpReply reply = HttpConnection.exchange(SERVER.port(), call);

        assertThat(reply.body()).contains("\"isError\":true", "Accept must allow");
    }

    @Test
    void a_session_that_ends_meanwhile_ends_the_call() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("order", Map.of("item", "shoe"))) {
            call.params("elicitation/create");

            peer.end();

            assertThat(call.result())
                    .containsEntry("isError", true)
                    .asString()
                    .contains("before its session ended");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"never-asked\"", "\"\"", "7", "9223372036854775808"})
    void an_answer_to_what_nobody_asked_is_refused(String id) throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER, Optional.empty(), CAPABLE);

        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(),
                        peer.ours(
                                HttpRequest.post(
                                        "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}")));

        assertThat(reply.status()).isEqualTo(400);
    }

    private static Map<String, Object> inSession(String answer) throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("order", Map.of("item", "shoe"))) {
            peer.answer(call.next().get("id"), Json.object(answer));
            return call.result();
        }
    }

    private static Map<String, Object> inRounds(String answer) throws Exception {
        return StatelessPeer.of(SERVER)
                .capable(CAPABLE)
                .result(
                        "tools/call",
                        Map.of(
                                "name",
                                "order",
                                "arguments",
                                Map.of("item", "shoe"),
                                "inputResponses",
                                Map.of("size", Json.object(answer))));
    }

    private static Map<String, Object> question(Map<String, Object> schema) {
        return Map.of(
                "method",
                "elicitation/create",
                "params",
                Map.of("message", "m", "requestedSchema", schema));
    }
}
