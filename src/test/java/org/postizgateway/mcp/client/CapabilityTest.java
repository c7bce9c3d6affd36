package org.postizgateway.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A caller is asked only what it declared that it can answer, and in time. */
class CapabilityTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.at(
                    "mcp-server:test?clientRequestTimeout=300",
                    routes ->
                            routes.from("ai-tool:elicitation?description=x")
                                    .to(
                                            "mcp-client:elicit?message=m&requestedSchema={\"type\":\"object\"}"),
                    routes ->
                            routes.from("ai-tool:sampling?description=x")
                                    .setBody(routes.constant("?"))
                                    .to("mcp-client:sample"),
                    routes -> routes.from("ai-tool:roots?description=x").to("mcp-client:roots"),
                    routes ->
                            routes.from("ai-tool:visit?description=x")
                                    .setBody(
                                            e ->
                                                    question(
                                                            "elicitation/create",
                                                            Map.of(
                                                                    "mode", "url",
                                                                    "message", "m",
                                                                    "url", "https://x.example")))
                                    .to("mcp-client:input"),
                    routes ->
                            routes.from("ai-tool:agent?description=x")
                                    .setBody(
                                            e ->
                                                    question(
                                                            "sampling/createMessage",
                                                            Map.of(
                                                                    "messages", List.of(),
                                                                    "maxTokens", 1,
                                                                    "tools", List.of())))
                                    .to("mcp-client:input"),
                    routes ->
                            routes.from("ai-tool:look?description=x")
                                    .setBody(
                                            routes.simple(
                                                    "${exchangeProperty.CamelMcpClientCapabilities}")),
                    routes ->
                            routes.from("ai-prompt:ask")
                                    .to(
                                            "mcp-client:elicit?message=m&requestedSchema={\"type\":\"object\"}"));

    @ParameterizedTest
    @CsvSource({"elicitation", "sampling", "roots"})
    void a_session_that_cannot_be_asked_gets_a_failed_result(String capability) throws Exception {
        try (MessageStream call = HandshakePeer.begin(SERVER).callTool(capability, Map.of())) {
            assertThat(call.result())
                    .containsEntry("isError", true)
                    .asString()
                    .contains("needs a client that supports " + capability);
            assertThat(call.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "elicitation | {\"elicitation\":{\"form\":{}}}",
                "visit       | {\"elicitation\":{\"url\":{}}}",
                "sampling    | {\"sampling\":{}}",
                "agent       | {\"sampling\":{\"tools\":{}}}",
                "roots       | {\"roots\":{}}"
            })
    void a_caller_without_session_is_told_what_to_declare(String tool, String required)
            throws Exception {
        try (MessageStream call = StatelessPeer.of(SERVER).callTool(tool, Map.of())) {
            assertThat(call.head().status()).isEqualTo(400);
            assertThat(call.error())
                    .containsEntry("code", -32021)
                    .containsEntry("data", Map.of("requiredCapabilities", Json.object(required)));
        }
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "elicitation | {\"elicitation\":{}}                      | true",
                "elicitation | {\"elicitation\":{\"form\":{}}}           | true",
                "elicitation | {\"elicitation\":{\"form\":{},\"url\":{}}} | true",
                "elicitation | {\"elicitation\":{\"url\":{}}}            | false",
                "elicitation | {\"elicitation\":null}                    | false",
                "visit       | {\"elicitation\":{\"url\":{}}}            | true",
                "visit       | {\"elicitation\":{}}                      | false",
                "agent       | {\"sampling\":{\"tools\":{}}}             | true",
                "agent       | {\"sampling\":{}}                         | false"
            })
    void a_caller_is_asked_only_in_a_way_that_it_declared(
            String tool, String declared, boolean asked) throws Exception {
        Map<String, Object> capabilities = Json.object(declared);
        try (MessageStream session =
                        HandshakePeer.begin(SERVER, Optional.empty(), capabilities)
                                .callTool(tool, Map.of());
                MessageStream stateless =
                        StatelessPeer.of(SERVER).capable(capabilities).callTool(tool, Map.of())) {
            assertThat(session.next().containsKey("method")).isEqualTo(asked);
            assertThat(stateless.response().containsKey("result")).isEqualTo(asked);
        }
    }

    @Test
    void a_prompt_that_may_not_ask_is_an_error() throws Exception {
        try (MessageStream call =
                HandshakePeer.begin(SERVER).call("prompts/get", Map.of("name", "ask"))) {
            assertThat(call.error())
                    .containsEntry("code", -32603)
                    .asString()
                    .contains("needs a client that supports elicitation");
        }
    }

    @Test
    void a_question_that_stays_without_answer_ends_the_call() throws Exception {
        HandshakePeer peer =
                HandshakePeer.begin(SERVER, Optional.empty(), Map.of("roots", Map.of()));
        try (MessageStream call = peer.callTool("roots", Map.of())) {
            Object question = call.next().get("id");

            assertThat(call.result())
                    .containsEntry("isError", true)
                    .asString()
                    .contains("did not answer roots/list in time");
            assertThat(peer.answer(question, Map.of("roots", List.of())).status()).isEqualTo(400);
        }
    }

    @Test
    void a_route_can_see_what_was_declared() throws Exception {
        Map<String, Object> declared = Map.of("sampling", Map.of("tools", Map.of()));

        assertThat(
                        HandshakePeer.begin(SERVER, Optional.empty(), declared)
                                .result("tools/call", Map.of("name", "look"))
                                .toString())
                .contains("{sampling={tools={}}}");
        assertThat(
                        StatelessPeer.of(SERVER)
                                .capable(declared)
                                .result("tools/call", Map.of("name", "look"))
                                .toString())
                .contains("{sampling={tools={}}}");
    }

    private static Map<String, Object> question(String method, Map<String, Object> params) {
        return Map.of("q", Map.of("method", method, "params", params));
    }
}
