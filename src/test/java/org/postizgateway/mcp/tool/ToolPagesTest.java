package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A long list comes in pages, always in the same order. */
class ToolPagesTest {

    @AutoClose
    private final McpTestServer server =
            McpTestServer.at(
                    "mcp-server:test?pageSize=2",
                    tool("e"),
                    tool("b"),
                    tool("d"),
                    tool("a"),
                    tool("c"));

    @Test
    void cursors_lead_through_all_pages() throws Exception {
        List<Object> pages = new ArrayList<>();
        Map<String, Object> page = list(Map.of());
        pages.add(names(page));
        while (page.containsKey("nextCursor")) {
            page = list(Map.of("cursor", page.get("nextCursor")));
            pages.add(names(page));
        }

        assertThat(pages).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void a_cursor_survives_that_its_tool_goes() throws Exception {
        Object afterB = list(Map.of()).get("nextCursor");

        server.context().getRouteController().stopRoute("b");

        assertThat(names(list(Map.of("cursor", afterB)))).containsExactly("c", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zzz", "!", "YWZ0ZXI", "2"})
    void a_cursor_that_was_not_issued_is_invalid(String cursor) throws Exception {
        try (MessageStream handshake =
                        HandshakePeer.begin(server).call("tools/list", Map.of("cursor", cursor));
                MessageStream stateless =
                        StatelessPeer.of(server).call("tools/list", Map.of("cursor", cursor))) {
            assertThat(handshake.error()).containsEntry("code", -32602);
            assertThat(stateless.error()).containsEntry("code", -32602);
        }
    }

    @Test
    void a_cursor_that_is_no_string_is_invalid() throws Exception {
        try (MessageStream answer =
                HandshakePeer.begin(server).call("tools/list", Map.of("cursor", 2))) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    private static LambdaRouteBuilder tool(String name) {
        return routes ->
                routes.from("ai-tool:" + name + "?description=x").routeId(name).log("called");
    }

    private Map<String, Object> list(Map<String, Object> params) throws Exception {
        return HandshakePeer.begin(server).result("tools/list", params);
    }

    private static List<Object> names(Map<String, Object> page) {
        List<Object> names = new ArrayList<>();
        ((List<?>) page.get("tools")).forEach(tool -> names.add(((Map<?, ?>) tool).get("name")));
        return names;
    }
}
