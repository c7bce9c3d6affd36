package org.postizgateway.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A route asks the caller's model, for the caller's roots, or for several things at once. */
class SamplingAndRootsTest {

    private static final Map<String, Object> CAPABLE =
            Map.of("sampling", Map.of(), "roots", Map.of());
    private static final Map<String, Object> MODEL_SAYS =
            Map.of(
                    "role", "assistant",
                    "model", "m",
                    "content", Map.of("type", "text", "text", "Paris"));
    private static final Map<String, Object> ROOTS =
            Map.of("roots", List.of(Map.of("uri", "file:///home", "name", "home")));

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:capital?description=x")
                                    .setBody(routes.constant("Capital of France?"))
                                    .to("mcp-client:sample?key=q&maxTokens=50&systemPrompt=Short")
                                    .setBody(routes.simple("${body[content][text]}")),
                    routes ->
                            routes.from("ai-tool:folders?description=x")
                                    .to("mcp-client:roots?key=r")
                                    .setBody(routes.simple("${body[0][uri]} of ${body.size}")),
                    routes ->
                            routes.from("ai-tool:both?description=x")
                                    .setBody(
                                            e ->
                                                    Map.of(
                                                            "q",
                                                            sampling(),
                                                            "r",
                                                            Map.of(
                                                                    "method",
                                                                    "roots/list",
                                                                    "params",
                                                                    Map.of())))
                                    .to("mcp-client:input")
                                    .setBody(
                                            routes.simple(
                                                    "${body[q][model]} ${body[r][roots].size}")));

    @Test
    void a_session_asks_its_model() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("capital", Map.of())) {
            Map<String, Object> question = call.next();
            peer.answer(question.get("id"), MODEL_SAYS);

            assertThat(question)
                    .containsEntry("method", "sampling/createMessage")
                    .containsEntry(
                            "params",
                            Map.of(
                                    "messages",
                                    List.of(
                                            Map.of(
                                                    "role",
                                                    "user",
                                                    "content",
                                                    Map.of(
                                                            "type",
                                                            "text",
                                                            "text",
                                                            "Capital of France?"))),
                                    "systemPrompt",
                                    "Short",
                                    "maxTokens",
                                    50));
            assertThat(call.result().toString()).contains("text=Paris");
        }
    }

    @Test
    void a_session_tells_its_roots() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("folders", Map.of())) {
            Map<String, Object> question = call.next();
            peer.answer(question.get("id"), ROOTS);

            assertThat(question).containsEntry("method", "roots/list");
            assertThat(call.result().toString()).contains("file:///home of 1");
        }
    }

    @Test
    void the_same_routes_take_their_answers_in_rounds() throws Exception {
        assertThat(round("capital", Map.of("q", MODEL_SAYS))).contains("text=Paris");
        assertThat(round("folders", Map.of("r", ROOTS))).contains("file:///home of 1");
        assertThat(round("both", Map.of("q", MODEL_SAYS, "r", ROOTS))).contains("text=m 1");
    }

    @Test
    void what_a_round_left_open_is_asked_again_alone() throws Exception {
        StatelessPeer peer = StatelessPeer.of(SERVER).capable(CAPABLE);

        Map<String, Object> result =
                peer.result(
                        "tools/call",
                        Map.of("name", "both", "inputResponses", Map.of("q", MODEL_SAYS)));

        assertThat(result).containsEntry("resultType", "input_required");
        assertThat((Map<?, ?>) result.get("inputRequests")).hasSize(1);
        assertThat(result.get("inputRequests").toString()).contains("roots/list");
        assertThat(
                        peer.result(
                                        "tools/call",
                                        Map.of(
                                                "name",
                                                "both",
                                                "requestState",
                                                result.get("requestState"),
                                                "inputResponses",
                                                Map.of("r", ROOTS)))
                                .toString())
                .contains("text=m 1");
    }

    @Test
    void answers_without_what_was_asked_for_are_a_failure() throws Exception {
        assertThat(round("folders", Map.of("r", Map.of("roots", "none"))))
                .contains("isError=true", "roots must be a list");
        assertThat(round("capital", Map.of("q", Map.of("role", "assistant"))))
                .contains("isError=true", "content is missing");
    }

    private static String round(String tool, Map<String, Object> answers) throws Exception {
        return StatelessPeer.of(SERVER)
                .capable(CAPABLE)
                .result("tools/call", Map.of("name", tool, "inputResponses", answers))
                .toString();
    }

    private static Map<String, Object> sampling() {
        return Map.of(
                "method",
                "sampling/createMessage",
                "params",
                Map.of("messages", List.of(), "maxTokens", 1));
    }
}
