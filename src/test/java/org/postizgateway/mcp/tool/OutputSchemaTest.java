package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A result that does not fit the declared output schema never leaves the server. */
class OutputSchemaTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    tool("right", Map.of("degrees", 21)),
                    tool("wrong", Map.of("degrees", "warm", "secret", "hunter2")),
                    tool("text", "21 degrees"),
                    tool("blocks", Map.of("content", List.of())),
                    tool("nothing", null),
                    routes ->
                            routes.from(
                                            "ai-tool:failing?description=x&outputParameter.degrees=integer")
                                    .setProperty("CamelMcpError", routes.constant("No such city")),
                    routes ->
                            routes.from(
                                            "ai-tool:list?description=x&outputSchema={\"type\":\"array\"}")
                                    .setBody(e -> List.of(1)));

    @Test
    void a_result_that_fits_is_passed_on() throws Exception {
        assertThat(call("right")).containsEntry("structuredContent", Map.of("degrees", 21));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "text", "blocks", "nothing"})
    void a_result_that_does_not_fit_is_withheld(String tool) throws Exception {
        Map<String, Object> result = call(tool);

        assertThat(result).containsEntry("isError", true).doesNotContainKey("structuredContent");
        assertThat(result.toString())
                .contains("does not have the declared form", "Do not repeat")
                .doesNotContain("hunter2");
    }

    @Test
    void a_failure_need_not_fit() throws Exception {
        Map<String, Object> result = call("failing");

        assertThat(result).containsEntry("isError", true);
        assertThat(result.toString()).contains("No such city");
    }

    @Test
    void a_schema_that_is_not_of_an_object_is_listed_only_where_the_revision_allows_it()
            throws Exception {
        Map<String, Object> stateless = StatelessPeer.of(SERVER).result("tools/list", Map.of());
        Map<String, Object> handshake = HandshakePeer.begin(SERVER).result("tools/list", Map.of());

        assertThat(named("list", stateless)).containsEntry("outputSchema", Map.of("type", "array"));
        assertThat(named("list", handshake)).doesNotContainKey("outputSchema");
        assertThat(named("right", handshake)).containsKey("outputSchema");
    }

    private static LambdaRouteBuilder tool(String name, Object body) {
        return routes ->
                routes.from(
                                "ai-tool:"
                                        + name
                                        + "?description=x&outputParameter.degrees=integer"
                                        + "&outputParameter.degrees.required=true")
                        .process(e -> e.getMessage().setBody(body));
    }

    private static Map<String, Object> call(String tool) throws Exception {
        return HandshakePeer.begin(SERVER).result("tools/call", Map.of("name", tool));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> named(String name, Map<String, Object> listed) {
        return ((List<Map<String, Object>>) listed.get("tools"))
                .stream().filter(tool -> tool.get("name").equals(name)).findFirst().orElseThrow();
    }
}
