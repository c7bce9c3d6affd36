package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.ToolFailedException;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A route calls a tool as somebody outside would. */
class CallFromRouteTest {

    private static final String ASK =
            "mcp-client:elicit?message=m&requestedSchema={\"type\":\"object\"}";

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from(
                                            "ai-tool:add?description=x&aliases=plus&parameter.a=integer&parameter.b=integer")
                                    .setBody(
                                            e ->
                                                    Map.of(
                                                            "sum",
                                                            e.getMessage()
                                                                            .getHeader(
                                                                                    "a",
                                                                                    Integer.class)
                                                                    + e.getMessage()
                                                                            .getHeader(
                                                                                    "b",
                                                                                    Integer
                                                                                            .class))),
                    routes ->
                            routes.from("ai-tool:who?description=x")
                                    .setBody(
                                            e ->
                                                    e.getProperty(
                                                                    McpConstants.PRINCIPAL,
                                                                    Principal.class)
                                                            .getName()),
                    routes ->
                            routes.from("ai-tool:count?description=x")
                                    .setBody(e -> new HashMap<>(Map.of("count", 1))),
                    routes ->
                            routes.from("ai-tool:outerCount?description=x")
                                    .to("ai-tool:count")
                                    .setBody(
                                            e -> {
                                                Map<String, Object> body =
                                                        e.getMessage().getBody(Map.class);
                                                body.put("more", true);
                                                return body;
                                            }),
                    routes ->
                            routes.from("ai-tool:refuse?description=x")
                                    .setBody(e -> Map.of("retryAfter", 60))
                                    .setProperty("CamelMcpError", routes.constant("Slow down")),
                    routes ->
                            routes.from("ai-tool:ask?description=x")
                                    .to(ASK)
                                    .setBody(routes.simple("inner ${body[content][v]}")),
                    routes -> routes.from("ai-tool:outerRefuse?description=x").to("ai-tool:refuse"),
                    routes -> routes.from("ai-tool:outerWho?description=x").to("ai-tool:who"),
                    routes ->
                            routes.from("ai-tool:outerAsk?description=x")
                                    .to(ASK)
                                    .setProperty("outer", routes.simple("${body[content][v]}"))
                                    .setBody(e -> null)
                                    .to("ai-tool:ask")
                                    .setBody(
                                            routes.simple(
                                                    "${body}, outer ${exchangeProperty.outer}")));

    private final ProducerTemplate camel = SERVER.context().createProducerTemplate();

    @Test
    void the_body_is_the_arguments_and_becomes_the_result() {
        assertThat(camel.requestBody("ai-tool:add", (Object) Map.of("a", 1, "b", 2)))
                .isEqualTo(Map.of("sum", 3));
        assertThat(camel.requestBody("ai-tool:plus", (Object) "{\"a\": 1, \"b\": 4}"))
                .isEqualTo(Map.of("sum", 5));
    }

    @Test
    void a_route_can_add_to_the_result_of_the_tool_that_it_called() throws Exception {
        Map<String, Object> result =
                HandshakePeer.begin(SERVER).result("tools/call", Map.of("name", "outerCount"));

        assertThat(result).containsEntry("structuredContent", Map.of("count", 1, "more", true));
    }

    @Test
    void arguments_that_do_not_fit_are_refused_with_what_the_tool_says() {
        assertThatThrownBy(() -> camel.requestBody("ai-tool:add", (Object) Map.of("a", "one")))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContaining("The arguments do not fit add")
                .hasMessageContaining("a");
        assertThatThrownBy(() -> camel.requestBody("ai-tool:add", (Object) "a, b"))
                .cause()
                .hasMessageContaining("as a Map or a JSON object");
    }

    @Test
    void a_failure_is_an_exception_with_the_sentence_and_what_goes_along() {
        assertThatThrownBy(() -> camel.requestBody("ai-tool:refuse", (Object) null))
                .cause()
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        failure -> {
                            assertThat(failure).hasMessage("Slow down");
                            assertThat(failure.getBody()).isEqualTo(Map.of("retryAfter", 60));
                        });
    }

    @Test
    void a_tool_that_is_not_there_is_named() {
        assertThatThrownBy(() -> camel.requestBody("ai-tool:nothing", (Object) null))
                .cause()
                .hasMessageContaining("There is no tool nothing");
    }

    @Test
    void a_route_that_serves_nobody_can_ask_nobody() {
        assertThatThrownBy(() -> camel.requestBody("ai-tool:ask", (Object) null))
                .cause()
                .hasMessageContaining("called by a route");
    }

    @Test
    void a_tool_hands_the_failure_of_another_on() throws Exception {
        Map<String, Object> result =
                HandshakePeer.begin(SERVER).result("tools/call", Map.of("name", "outerRefuse"));

        assertThat(result)
                .containsEntry("isError", true)
                .containsEntry("structuredContent", Map.of("retryAfter", 60));
        assertThat(result.get("content").toString()).contains("Slow down");
    }

    @Test
    void a_tool_calls_another_in_the_name_of_its_caller() throws Exception {
        assertThat(
                        StatelessPeer.of(SERVER)
                                .as("alice")
                                .result("tools/call", Map.of("name", "outerWho"))
                                .get("content")
                                .toString())
                .contains("alice");
    }

    @Test
    void questions_of_the_inner_tool_reach_the_caller_apart_from_those_of_the_outer_one()
            throws Exception {
        StatelessPeer ada = StatelessPeer.of(SERVER).capable(Map.of("elicitation", Map.of()));

        Map<String, Object> one = ada.result("tools/call", Map.of("name", "outerAsk"));
        Map<String, Object> two = ada.result("tools/call", answered(one, "elicit-1", "A"));
        Map<String, Object> done = ada.result("tools/call", answered(two, "ask-1-elicit-1", "B"));

        assertThat(done.get("content").toString()).contains("inner B, outer A");
    }

    private static Map<String, Object> answered(
            Map<String, Object> round, String key, String value) {
        assertThat(((Map<?, ?>) round.get("inputRequests")).keySet()).hasToString("[" + key + "]");
        return Map.of(
                "name",
                "outerAsk",
                "requestState",
                round.get("requestState"),
                "inputResponses",
                Map.of(key, Map.of("action", "accept", "content", Map.of("v", value))));
    }
}
