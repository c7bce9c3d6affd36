package org.postizgateway.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;

/**
 * A question that gets no answer, or none that can be one, ends the call or stays open; the route
 * never goes on with it.
 */
class UnansweredQuestionTest extends OrderServer {

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
        HandshakePeer peer = HandshakePeer.begin(server, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("order", Map.of("item", "shoe"))) {
            Object id = call.next().get("id");

            HttpReply refused =
                    HttpConnection.exchange(
                            server.port(),
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
    void an_error_instead_of_an_answer_ends_the_call() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("order", Map.of("item", "shoe"))) {
            String id = Json.write(call.next().get("id"));
            HttpConnection.exchange(
                    server.port(),
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
        HandshakePeer peer = HandshakePeer.begin(server, Optional.empty(), CAPABLE);
        Map<String, Object> order = Map.of("name", "order", "arguments", Map.of("item", "shoe"));
        HttpRequest call =
                peer.post(HandshakePeer.request(1, "tools/call", order))
                        .with("Accept", "application/json");

        HttpReply reply = HttpConnection.exchange(server.port(), call);

        assertThat(reply.body()).contains("\"isError\":true", "Accept must allow");
    }

    @Test
    void a_session_that_ends_meanwhile_ends_the_call() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server, Optional.empty(), CAPABLE);
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
        HandshakePeer peer = HandshakePeer.begin(server, Optional.empty(), CAPABLE);

        HttpReply reply =
                HttpConnection.exchange(
                        server.port(),
                        peer.ours(
                                HttpRequest.post(
                                        "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}")));

        assertThat(reply.status()).isEqualTo(400);
    }
}
