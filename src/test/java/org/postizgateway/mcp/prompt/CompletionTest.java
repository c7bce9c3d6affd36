package org.postizgateway.mcp.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** Arguments of prompts and variables of templates are completed from declared values. */
class CompletionTest {

    private static final String MANY =
            IntStream.range(0, 150).mapToObj(i -> "v" + i).collect(Collectors.joining(","));

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("direct:countries")
                                    .process(
                                            e ->
                                                    e.getMessage()
                                                            .setBody(
                                                                    List.of(
                                                                            "Spain",
                                                                            "France of "
                                                                                    + e.getProperty(
                                                                                                    "CamelMcpPrincipal",
                                                                                                    Principal
                                                                                                            .class)
                                                                                            .getName(),
                                                                            e.getMessage().getBody()
                                                                                    + " typed"))),
                    routes ->
                            routes.from("direct:places")
                                    .setBody(routes.constant("Bonn, Paris, Bern")),
                    routes ->
                            routes.from("direct:lost")
                                    .throwException(IllegalStateException.class, "hunter2"),
                    routes ->
                            routes.from(
                                            "ai-prompt:plan?argument.city=Where"
                                                    + "&argument.city.complete=Bonn,Berlin,Bern,Köln"
                                                    + "&argument.country.completeFrom=direct:countries"
                                                    + "&argument.place.completeFrom=direct:places"
                                                    + "&argument.lost.completeFrom=direct:lost"
                                                    + "&argument.many.complete="
                                                    + MANY)
                                    .log("called"),
                    routes ->
                            routes.from(
                                            "ai-resource:day?resourceUri=test://{day}"
                                                    + "&variable.day.complete=monday,sunday")
                                    .log("called"));

    @Test
    void of_a_prompts_argument_are_those_that_begin_like_it() throws Exception {
        Map<String, Object> request =
                Json.object(
                        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"plan\"},"
                                + "\"argument\":{\"name\":\"city\",\"value\":\"be\"}}");
        Map<String, Object> completion =
                Map.of("values", List.of("Berlin", "Bern"), "total", 2, "hasMore", false);

        assertThat(HandshakePeer.begin(SERVER).result("completion/complete", request))
                .containsEntry("completion", completion);
        assertThat(StatelessPeer.of(SERVER).result("completion/complete", request))
                .containsEntry("completion", completion);
    }

    @Test
    void come_from_a_route_that_knows_the_caller_and_what_was_typed() throws Exception {
        assertThat(
                        StatelessPeer.of(SERVER)
                                .as("ada")
                                .result("completion/complete", argument("country", "f")))
                .containsEntry(
                        "completion",
                        Map.of(
                                "values",
                                List.of("France of ada", "f typed"),
                                "total",
                                2,
                                "hasMore",
                                false));
        assertThat(
                        ((Map<?, ?>)
                                        HandshakePeer.begin(SERVER)
                                                .result(
                                                        "completion/complete",
                                                        argument("place", "b"))
                                                .get("completion"))
                                .get("values"))
                .isEqualTo(List.of("Bonn", "Bern"));
    }

    @Test
    void say_in_a_sentence_why_a_route_cannot_tell() throws Exception {
        try (MessageStream answer =
                StatelessPeer.of(SERVER).call("completion/complete", argument("lost", ""))) {
            assertThat(String.valueOf(answer.error().get("message")))
                    .contains("reference")
                    .doesNotContain("hunter2");
        }
    }

    private static Map<String, Object> argument(String name, String typed) {
        return Map.of(
                "ref",
                Map.of("type", "ref/prompt", "name", "plan"),
                "argument",
                Map.of("name", name, "value", typed));
    }

    @Test
    void of_a_templates_variable_come_from_the_template() throws Exception {
        assertThat(
                        complete(
                                "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"test://{day}\"},"
                                        + "\"argument\":{\"name\":\"day\",\"value\":\"\"}}"))
                .containsEntry("values", List.of("monday", "sunday"));
    }

    @Test
    void are_at_most_a_hundred() throws Exception {
        Map<String, Object> completion =
                complete(
                        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"plan\"},"
                                + "\"argument\":{\"name\":\"many\",\"value\":\"v\"}}");

        assertThat((List<?>) completion.get("values")).hasSize(100);
        assertThat(completion).containsEntry("total", 150).containsEntry("hasMore", true);
    }

    @Test
    void of_an_argument_without_any_are_none() throws Exception {
        assertThat(
                        complete(
                                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"plan\"},"
                                        + "\"argument\":{\"name\":\"nothing\",\"value\":\"x\"}}"))
                .containsEntry("values", List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"plan\"}}",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"plan\"},\"argument\":{\"name\":\"city\"}}",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"plan\"},\"argument\":{\"name\":\"city\",\"value\":7}}",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"no\"},\"argument\":{\"name\":\"city\",\"value\":\"\"}}",
                "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"no\"},\"argument\":{\"name\":\"city\",\"value\":\"\"}}",
                "{\"ref\":{\"type\":\"ref/tool\",\"name\":\"plan\"},\"argument\":{\"name\":\"city\",\"value\":\"\"}}",
                "{\"ref\":\"plan\",\"argument\":{\"name\":\"city\",\"value\":\"\"}}"
            })
    void of_what_is_not_there_are_invalid_params(String params) throws Exception {
        try (MessageStream answer =
                HandshakePeer.begin(SERVER).call("completion/complete", Json.object(params))) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> complete(String params) throws Exception {
        return (Map<String, Object>)
                HandshakePeer.begin(SERVER)
                        .result("completion/complete", Json.object(params))
                        .get("completion");
    }
}
