package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A server serves the toolsets it is told to, and a caller chooses among those. */
class ToolsetsTest {

    private static final String KNOWN = "toolsets=core,posts,insight";

    @AutoClose
    private final McpTestServer server =
            McpTestServer.at(
                    "mcp-server:test?" + KNOWN + "&servedToolsets=core,posts",
                    tool("everybody", "mine"),
                    tool("inCore", "mine,core"),
                    tool("inBoth", "core,posts"),
                    tool("inPosts", "posts"),
                    tool("inInsight", "insight"),
                    routes ->
                            routes.from("platform-http:/fixed?useBodyHandler=false")
                                    .setProperty(McpConstants.TOOLSETS, routes.constant("insight"))
                                    .to("mcp-server:test?" + KNOWN + "&servedToolsets=core,posts"));

    private static LambdaRouteBuilder tool(String name, String tags) {
        return routes ->
                routes.from("ai-tool:" + name + "?description=x&tags=" + tags)
                        .setBody(routes.constant("called"));
    }

    @Test
    void what_the_server_is_told_to_is_served_and_a_tool_without_a_toolset_too() throws Exception {
        assertThat(tools("/mcp", "")).containsExactly("everybody", "inBoth", "inCore", "inPosts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "core|everybody inBoth inCore",
                "Posts|everybody inBoth inPosts",
                "'core, posts'|everybody inBoth inCore inPosts",
                "all|everybody inBoth inCore inPosts"
            })
    void a_caller_narrows_them_by_header_or_parameter(String toolsets, String expected)
            throws Exception {
        List<String> tools = List.of(expected.split(" "));

        assertThat(tools("/mcp", toolsets)).isEqualTo(tools);
        assertThat(tools("/mcp?toolsets=" + toolsets.replace(" ", ""), "")).isEqualTo(tools);
    }

    @Test
    void the_header_counts_where_there_is_a_parameter_too() throws Exception {
        assertThat(tools("/mcp?toolsets=core", "posts")).doesNotContain("inCore");
    }

    @Test
    void a_door_fixes_them_and_a_caller_narrows_what_it_fixed() throws Exception {
        assertThat(tools("/fixed", "")).containsExactly("everybody", "inInsight");
        assertThat(refusal("/fixed", "core"))
                .isEqualTo("No toolset 'core' is served here; served are insight");
    }

    @ParameterizedTest
    @CsvSource({"insight", "poems", "core;posts"})
    void a_toolset_that_is_not_served_is_refused_with_those_that_are(String toolset)
            throws Exception {
        assertThat(refusal("/mcp", toolset))
                .isEqualTo("No toolset '" + toolset + "' is served here; served are core, posts");
    }

    @Test
    void a_tool_outside_of_them_cannot_be_called() throws Exception {
        HttpReply reply =
                HttpConnection.exchange(server.port(), with(call("inPosts"), "/mcp", "core"));

        assertThat(reply.errorMessage())
                .isEqualTo("The tool inPosts belongs to the toolset posts; served here are core");
        assertThat(
                        HttpConnection.exchange(
                                        server.port(), with(call("inPosts"), "/mcp", "posts"))
                                .body())
                .contains("called");
    }

    @Test
    void the_stateless_revision_chooses_likewise() throws Exception {
        HttpRequest list = StatelessPeer.of(server).request(1, "tools/list", Map.of());

        HttpReply reply = HttpConnection.exchange(server.port(), with(list, "/mcp", "posts"));

        assertThat(reply.body()).contains("inPosts", "everybody").doesNotContain("inCore");
    }

    @Test
    void a_server_does_not_start_with_a_toolset_that_there_is_not() {
        assertThatThrownBy(
                        () ->
                                McpTestServer.at(
                                        "mcp-server:test?" + KNOWN + "&servedToolsets=cores",
                                        tool("any", "core")))
                .hasStackTraceContaining(
                        "There is no toolset 'cores'; there are core, posts, insight");
    }

    @Test
    void a_server_without_toolsets_serves_all_tools_whatever_is_asked() throws Exception {
        try (McpTestServer plain = McpTestServer.serving(tool("any", "core"))) {
            HttpReply reply =
                    HttpConnection.exchange(
                            plain.port(), with(request("tools/list", Map.of()), "/mcp", "x"));

            assertThat(reply.body()).contains("any");
        }
    }

    private List<String> tools(String path, String toolsets) throws IOException {
        HttpReply reply =
                HttpConnection.exchange(
                        server.port(), with(request("tools/list", Map.of()), path, toolsets));
        Map<?, ?> result = (Map<?, ?>) reply.json().get("result");
        return ((List<?>) result.get("tools"))
                .stream().map(tool -> (String) ((Map<?, ?>) tool).get("name")).toList();
    }

    private String refusal(String path, String toolsets) throws IOException {
        HttpReply reply =
                HttpConnection.exchange(
                        server.port(), with(request("tools/list", Map.of()), path, toolsets));
        assertThat(reply.status()).isEqualTo(400);
        return reply.errorMessage();
    }

    private static HttpRequest with(HttpRequest request, String path, String toolsets) {
        return toolsets.isEmpty()
                ? request.to(path)
                : request.to(path).with("X-MCP-Toolsets", toolsets);
    }

    private static HttpRequest call(String tool) {
        return request("tools/call", Map.of("name", tool, "arguments", Map.of()));
    }

    private static HttpRequest request(String method, Map<String, Object> params) {
        return HttpRequest.post(Json.write(HandshakePeer.request(1, method, params)));
    }
}
