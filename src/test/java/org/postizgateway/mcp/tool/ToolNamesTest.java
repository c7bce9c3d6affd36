package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A tool is found by its name and its aliases, of which each belongs to one tool. */
class ToolNamesTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.at(
                    "mcp-server:test?tags=public",
                    tool("weather?description=x&tags=public&aliases=get_weather,forecast"),
                    tool("admin?description=x&tags=private&aliases=root"));

    @ParameterizedTest
    @ValueSource(strings = {"weather", "get_weather", "forecast"})
    void an_alias_is_called_like_the_name(String name) throws Exception {
        assertThat(HandshakePeer.begin(SERVER).result("tools/call", Map.of("name", name)))
                .containsEntry("isError", false);
        assertThat(StatelessPeer.of(SERVER).result("tools/call", Map.of("name", name)))
                .containsEntry("isError", false);
    }

    @Test
    void an_alias_is_not_listed_nor_is_a_tool_of_another_door() throws Exception {
        Object tools = HandshakePeer.begin(SERVER).result("tools/list", Map.of()).get("tools");

        assertThat((List<?>) tools).hasSize(1);
        assertThat(tools.toString()).contains("name=weather");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Weather", "admin", "root", "", " weather", "weather\u0000"})
    void any_other_name_is_unknown(String name) throws Exception {
        try (MessageStream answer =
                HandshakePeer.begin(SERVER).call("tools/call", Map.of("name", name))) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    @Test
    void a_name_that_is_no_string_is_invalid() throws Exception {
        try (MessageStream answer =
                HandshakePeer.begin(SERVER)
                        .call("tools/call", Map.of("name", List.of("weather")))) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    @Test
    void a_second_tool_of_the_same_name_is_refused_and_the_first_stays() throws Exception {
        try (McpTestServer server = McpTestServer.serving(tool("one?description=First"))) {
            LambdaRouteBuilder second = tool("one?description=Second");

            assertThatThrownBy(() -> RouteBuilder.addRoutes(server.context(), second))
                    .hasStackTraceContaining("Another route already offers the tool 'one'");

            assertThat(HandshakePeer.begin(server).result("tools/list", Map.of()).toString())
                    .contains("First")
                    .doesNotContain("Second");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nameless?tags=x",
                "blank?description=%20",
                "typo?description=x&descripton=y",
                "has space?description=x",
                "has,comma?description=x"
            })
    void a_tool_that_clients_could_not_use_is_refused(String tool) {
        assertThatThrownBy(() -> McpTestServer.serving(tool(tool)))
                .hasRootCauseInstanceOf(Exception.class);
    }

    private static LambdaRouteBuilder tool(String uri) {
        return routes -> routes.from("ai-tool:" + uri).setBody(routes.constant("ok"));
    }
}
