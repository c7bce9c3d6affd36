package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;

/** What a tool does with arguments that it does not declare, and with what does not fit. */
class UnknownArgumentsTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    tool("strict", "&unknownArguments=refused"),
                    tool("open", ""),
                    tool("passed", "&unknownArguments=refused&invalidArguments=passed"));

    @Test
    void that_mean_something_to_the_caller_are_named() throws Exception {
        Map<String, Object> result = call("strict", "{\"text\":\"a\",\"dryRun\":true}");

        assertThat(result).containsEntry("isError", true);
        assertThat(result.get("content").toString())
                .contains("dryRun is not known: strict has days, text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessionId", "action", "chatInput", "toolCallId", "tool"})
    void of_a_workflow_engine_pass(String name) throws Exception {
        assertThat(call("strict", "{\"text\":\"a\",\"" + name + "\":\"x\"}"))
                .containsEntry("isError", false);
    }

    @Test
    void that_are_null_pass() throws Exception {
        assertThat(call("strict", "{\"text\":\"a\",\"dryRun\":null}"))
                .containsEntry("isError", false);
    }

    @Test
    void pass_where_the_tool_does_not_mind() throws Exception {
        assertThat(call("open", "{\"text\":\"a\",\"dryRun\":true}"))
                .containsEntry("isError", false);
    }

    @Test
    void reach_a_route_that_says_itself_what_does_not_fit() throws Exception {
        assertThat(call("passed", "{\"days\":\"x\",\"dryRun\":true}").get("content").toString())
                .contains("text is required", "days must be a whole number", "dryRun is not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void as_an_empty_text_are_none(String none) throws Exception {
        assertThat(
                        HandshakePeer.begin(SERVER)
                                .result("tools/call", Map.of("name", "open", "arguments", none)))
                .containsEntry("isError", true)
                .extracting(result -> result.get("content").toString())
                .asString()
                .contains("text is required");
    }

    private static LambdaRouteBuilder tool(String name, String options) {
        return routes ->
                routes.from(
                                "ai-tool:"
                                        + name
                                        + "?description=x&parameter.text=string"
                                        + "&parameter.text.required=true&parameter.days=integer"
                                        + options)
                        .setBody(
                                routes.simple(
                                        "${exchangeProperty."
                                                + McpConstants.INVALID_ARGUMENTS
                                                + "}"));
    }

    private static Map<String, Object> call(String tool, String arguments) throws Exception {
        return HandshakePeer.begin(SERVER)
                .result("tools/call", Map.of("name", tool, "arguments", Json.object(arguments)));
    }
}
