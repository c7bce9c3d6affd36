package org.postizgateway.mcp.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A route with several questions is answered round by round, each bound to the first. */
class RoundsTest {

    private static final String ASK =
            "mcp-client:elicit?message=m&requestedSchema={\"type\":\"object\"}&key=";

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:two?description=x")
                                    .to(ASK + "first")
                                    .setProperty("first", routes.simple("${body[content][v]}"))
                                    .to(ASK + "second")
                                    .setBody(
                                            routes.simple(
                                                    "${exchangeProperty.first} then ${body[content][v]}")),
                    routes ->
                            routes.from("ai-prompt:ask")
                                    .to(ASK + "q")
                                    .setBody(routes.simple("Hello ${body[content][v]}")),
                    routes ->
                            routes.from("ai-resource:r?resourceUri=test://r")
                                    .to(ASK + "q")
                                    .setBody(routes.simple("Hello ${body[content][v]}")));

    private final StatelessPeer ada =
            StatelessPeer.of(SERVER).as("ada").capable(Map.of("elicitation", Map.of()));

    @Test
    void earlier_answers_are_carried_in_the_state() throws Exception {
        Map<String, Object> one = call(Map.of());
        Map<String, Object> two = call(next(one, "first", "A"));
        Map<String, Object> done = call(next(two, "second", "B"));

        assertThat(asked(one)).containsExactly("first");
        assertThat(asked(two)).containsExactly("second");
        assertThat(one.get("requestState")).isNotEqualTo(two.get("requestState"));
        assertThat(done).containsEntry("resultType", "complete").doesNotContainKey("requestState");
        assertThat(done.toString()).contains("text=A then B");
    }

    @Test
    void answers_may_come_before_they_are_asked_for_and_unknown_ones_are_ignored()
            throws Exception {
        Map<String, Object> done =
                call(
                        Map.of(
                                "inputResponses",
                                Map.of(
                                        "first", accept("A"),
                                        "second", accept("B"),
                                        "unknown", accept("C"))));

        assertThat(done.toString()).contains("text=A then B");
    }

    @Test
    void an_answer_that_is_missing_is_asked_for_again() throws Exception {
        Map<String, Object> again = call(Map.of("inputResponses", Map.of("wrong", accept("A"))));

        assertThat(asked(again)).containsExactly("first");
    }

    @Test
    void prompts_and_resources_ask_in_the_same_way() throws Exception {
        Map<String, Object> answers = Map.of("q", accept("Ada"));

        assertThat(ada.result("prompts/get", Map.of("name", "ask")))
                .containsEntry("resultType", "input_required");
        assertThat(
                        ada.result("prompts/get", Map.of("name", "ask", "inputResponses", answers))
                                .toString())
                .contains("Hello Ada");
        assertThat(ada.result("resources/read", Map.of("uri", "test://r")))
                .containsEntry("resultType", "input_required");
        assertThat(
                        ada.result(
                                        "resources/read",
                                        Map.of("uri", "test://r", "inputResponses", answers))
                                .toString())
                .contains("Hello Ada");
    }

    @Test
    void a_state_that_was_tampered_with_is_refused() throws Exception {
        String state = (String) call(Map.of()).get("requestState");
        char flipped = state.charAt(5) == 'A' ? 'B' : 'A';

        assertRefused(ada, Map.of("requestState", state + "x"));
        assertRefused(ada, Map.of("requestState", state.substring(1)));
        assertRefused(
                ada, Map.of("requestState", state.substring(0, 5) + flipped + state.substring(6)));
    }

    @Test
    void the_state_of_another_caller_or_of_other_arguments_is_refused() throws Exception {
        Object state = call(Map.of()).get("requestState");

        assertRefused(ada.as("eve"), Map.of("requestState", state));
        assertRefused(ada, Map.of("requestState", state, "arguments", Map.of("a", 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"inputResponses\":null}",
                "{\"inputResponses\":[]}",
                "{\"inputResponses\":{\"first\":12345}}",
                "{\"inputResponses\":{\"first\":null}}",
                "{\"requestState\":7}",
                "{\"requestState\":\"\"}"
            })
    void what_is_malformed_is_refused(String params) throws Exception {
        assertRefused(ada, Json.object(params));
    }

    private static void assertRefused(StatelessPeer peer, Map<String, Object> more)
            throws Exception {
        try (MessageStream answer = peer.call("tools/call", params(more))) {
            assertThat(answer.head().status()).isEqualTo(400);
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    private Map<String, Object> call(Map<String, Object> more) throws Exception {
        return ada.result("tools/call", params(more));
    }

    private static Map<String, Object> params(Map<String, Object> more) {
        Map<String, Object> params = new HashMap<>(Map.of("name", "two", "arguments", Map.of()));
        params.putAll(more);
        return params;
    }

    private static Map<String, Object> next(Map<String, Object> round, String key, String value) {
        return Map.of(
                "requestState",
                round.get("requestState"),
                "inputResponses",
                Map.of(key, accept(value)));
    }

    private static Map<String, Object> accept(String value) {
        return Map.of("action", "accept", "content", Map.of("v", value));
    }

    private static List<String> asked(Map<String, Object> result) {
        assertThat(result).containsEntry("resultType", "input_required");
        return ((Map<?, ?>) result.get("inputRequests"))
                .keySet().stream().map(String::valueOf).toList();
    }
}
