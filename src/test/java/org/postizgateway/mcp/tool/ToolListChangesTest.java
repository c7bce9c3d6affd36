package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/**
 * A tool is there exactly while its route runs, and whoever listens is told of every change once.
 */
class ToolListChangesTest {

    private static final String TOOLS = "toolsListChanged";
    private static final String PROMPTS = "promptsListChanged";
    private static final String CHANGED = "notifications/tools/list_changed";

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes -> routes.from("ai-tool:a?description=x").routeId("a").log("called"),
                    routes -> routes.from("ai-tool:b?description=x").routeId("b").log("called"),
                    routes ->
                            routes.from("ai-tool:c?description=x")
                                    .routeId("c")
                                    .autoStartup(false)
                                    .log("called"),
                    routes -> routes.from("ai-prompt:p").routeId("p").log("called"));

    private RouteController routes;

    @BeforeEach
    void control() {
        routes = server.context().getRouteController();
    }

    @Test
    void starting_stopping_suspending_and_resuming_a_route_change_the_list() throws Exception {
        assertThat(tools()).contains("name=a", "name=b").doesNotContain("name=c");

        routes.startRoute("c");
        routes.stopRoute("a");
        assertThat(tools()).contains("name=b", "name=c").doesNotContain("name=a");

        routes.suspendRoute("b");
        assertThat(tools()).contains("name=c").doesNotContain("name=b");

        routes.resumeRoute("b");
        routes.startRoute("a");
        assertThat(tools()).contains("name=a", "name=b", "name=c");
    }

    @Test
    void a_tool_whose_route_stopped_is_unknown() throws Exception {
        routes.stopRoute("a");

        try (MessageStream answer = HandshakePeer.begin(server).callTool("a", Map.of())) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    @Test
    void a_burst_of_changes_is_told_once_to_every_listener() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server);
        try (MessageStream session = peer.listen();
                MessageStream subscription = listen(TOOLS, PROMPTS)) {
            subscription.params("notifications/subscriptions/acknowledged");
            routes.stopRoute("p");
            session.params("notifications/prompts/list_changed");
            subscription.params("notifications/prompts/list_changed");

            burst();
            session.params(CHANGED);
            Map<String, Object> tagged = subscription.params(CHANGED);
            server.close();

            assertThat(tagged.get("_meta"))
                    .isEqualTo(Map.of("io.modelcontextprotocol/subscriptionId", "sub-1"));
            assertThat(session.toEnd()).isEmpty();
            assertThat(subscription.toEnd()).noneMatch(message -> message.containsKey("method"));
        }
    }

    @Test
    void a_listener_is_told_only_of_what_it_asked_for() throws Exception {
        try (MessageStream prompts = listen(PROMPTS);
                MessageStream tools = listen(TOOLS)) {
            prompts.params("notifications/subscriptions/acknowledged");
            tools.params("notifications/subscriptions/acknowledged");

            burst();
            tools.params(CHANGED);
            routes.stopRoute("p");
            prompts.params("notifications/prompts/list_changed");

            assertThat(prompts.received())
                    .noneMatch(message -> CHANGED.equals(message.get("method")));
        }
    }

    private void burst() throws Exception {
        routes.stopRoute("b");
        for (int i = 0; i < 5; i++) {
            routes.suspendRoute("a");
            routes.resumeRoute("a");
        }
    }

    private MessageStream listen(String... lists) throws Exception {
        Map<String, Object> wanted = new HashMap<>();
        for (String list : lists) {
            wanted.put(list, true);
        }
        return MessageStream.of(
                server.port(),
                StatelessPeer.of(server)
                        .request("sub-1", "subscriptions/listen", Map.of("notifications", wanted)));
    }

    private String tools() throws Exception {
        return HandshakePeer.begin(server).result("tools/list", Map.of()).toString();
    }
}
