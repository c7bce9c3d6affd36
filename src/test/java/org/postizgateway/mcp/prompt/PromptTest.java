package org.postizgateway.mcp.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;

/** A prompt is what its route makes of the declared arguments. */
class PromptTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from(
                                            "ai-prompt:plan?description=Plans&title=Plan"
                                                    + "&argument.topic=What%20about"
                                                    + "&argument.topic.required=true"
                                                    + "&argument.tone=How")
                                    .setBody(
                                            routes.simple(
                                                    "Plan ${header.topic} ${header.tone} ${header.other}")),
                    routes ->
                            routes.from(
                                            "ai-prompt:greet?argument.whom=Whom"
                                                    + "&argument.whom.default=the%20world")
                                    .setBody(routes.simple("Hello ${header.whom}, ${body[whom]}")),
                    routes ->
                            routes.from("ai-prompt:talk")
                                    .setBody(
                                            e ->
                                                    Map.of(
                                                            "messages",
                                                            List.of(message("assistant", "Hi")))),
                    routes ->
                            routes.from("ai-prompt:crash")
                                    .throwException(IllegalStateException.class, "hunter2"));

    @Test
    void text_is_one_message_of_the_user() throws Exception {
        Map<String, Object> result =
                get("plan", Map.of("topic", "cats", "tone", "gently", "other", "x"));

        assertThat(result)
                .containsEntry("description", "Plans")
                .containsEntry("messages", List.of(message("user", "Plan cats gently ")));
    }

    @Test
    void what_is_not_filled_in_has_its_default() throws Exception {
        for (Map<String, Object> none :
                List.<Map<String, Object>>of(Map.of(), Map.of("whom", ""))) {
            assertThat(get("greet", none))
                    .containsEntry(
                            "messages", List.of(message("user", "Hello the world, the world")));
        }
        assertThat(get("greet", Map.of("whom", "Ada")))
                .containsEntry("messages", List.of(message("user", "Hello Ada, Ada")));
    }

    @Test
    void a_Map_with_messages_passes_as_it_is() throws Exception {
        assertThat(get("talk", Map.of()))
                .isEqualTo(Map.of("messages", List.of(message("assistant", "Hi"))));
    }

    @Test
    void it_is_listed_as_declared() throws Exception {
        Map<String, Object> listed = HandshakePeer.begin(SERVER).result("prompts/list", Map.of());

        assertThat(Json.write(listed))
                .contains(
                        "{\"name\":\"plan\",\"title\":\"Plan\",\"description\":\"Plans\",\"arguments\":["
                                + "{\"name\":\"tone\",\"description\":\"How\",\"required\":false},"
                                + "{\"name\":\"topic\",\"description\":\"What about\",\"required\":true}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"plan\"}",
                "{\"name\":\"plan\",\"arguments\":{\"tone\":\"x\"}}",
                "{\"name\":\"plan\",\"arguments\":{\"topic\":7}}",
                "{\"name\":\"plan\",\"arguments\":{\"topic\":null}}",
                "{\"name\":\"plan\",\"arguments\":{\"topic\":\"x\",\"other\":{}}}",
                "{\"name\":\"plan\",\"arguments\":[\"x\"]}",
                "{\"name\":\"Plan\"}",
                "{\"name\":7}",
                "{}"
            })
    void what_does_not_fit_is_invalid_params(String params) throws Exception {
        try (MessageStream answer =
                HandshakePeer.begin(SERVER).call("prompts/get", Json.object(params))) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    @Test
    void a_failure_shows_a_reference_and_nothing_of_the_inside() throws Exception {
        try (MessageStream answer =
                HandshakePeer.begin(SERVER).call("prompts/get", Map.of("name", "crash"))) {
            Map<String, Object> error = answer.error();

            assertThat(error).containsEntry("code", -32603);
            assertThat(error.get("message").toString())
                    .contains("reference")
                    .doesNotContain("hunter2", "Exception");
        }
    }

    @Test
    void an_argument_that_would_steer_Camel_refuses_the_route() {
        assertThatThrownBy(
                        () ->
                                McpTestServer.serving(
                                        routes ->
                                                routes.from("ai-prompt:bad?argument.CamelHttpUri=x")
                                                        .log("called")))
                .hasStackTraceContaining("steers Camel");
    }

    private static Map<String, Object> message(String role, String text) {
        return Map.of("role", role, "content", Map.of("type", "text", "text", text));
    }

    private static Map<String, Object> get(String name, Map<String, Object> arguments)
            throws Exception {
        return HandshakePeer.begin(SERVER)
                .result("prompts/get", Map.of("name", name, "arguments", arguments));
    }
}
