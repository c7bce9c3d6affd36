package org.postizgateway.mcp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** What one caller keeps pushes out what that caller keeps, and nothing of another's. */
@Tag("alone")
class GreedyCallerTest {

    private static final int EACH = 5;
    private static final int GREED = 40;
    private static final Map<String, Object> TAKES_TASKS =
            Map.of("extensions", Map.of("io.modelcontextprotocol/tasks", Map.of()));
    private static final Map<String, Object> EVERYTHING =
            Map.of("notifications", Map.of("toolsListChanged", true));

    @AutoClose
    private final McpTestServer server =
            McpTestServer.at(
                    "mcp-server:test?maxSessions=8&maxPerCaller=" + EACH,
                    routes ->
                            routes.from("ai-tool:done?description=x&taskSupport=optional")
                                    .setBody(routes.constant("done")));

    @Test
    void sessions() throws Exception {
        HandshakePeer good = HandshakePeer.begin(server, Optional.of("good"), Map.of());
        HandshakePeer greedy = HandshakePeer.begin(server, Optional.of("greedy"), Map.of());
        for (int i = 0; i < GREED; i++) {
            HandshakePeer.begin(server, Optional.of("greedy"), Map.of());
        }

        assertThat(server.endpoint().getSessionCount()).isEqualTo(EACH + 1);
        assertThat(server.exceeded()).hasSize(1 + GREED - EACH).containsOnly("sessions");
        try (MessageStream listening = good.listen();
                MessageStream gone = greedy.listen()) {
            assertThat(listening.head().status()).isEqualTo(200);
            assertThat(gone.head().status()).isEqualTo(404);
        }
    }

    @Test
    void sessions_of_several_who_together_exceed_the_whole() throws Exception {
        HandshakePeer good = HandshakePeer.begin(server, Optional.of("good"), Map.of());
        for (int i = 0; i < GREED; i++) {
            HandshakePeer.begin(server, Optional.of("greedy " + i % 3), Map.of());
        }

        assertThat(server.endpoint().getSessionCount()).isEqualTo(8);
        try (MessageStream listening = good.listen()) {
            assertThat(listening.head().status()).isEqualTo(200);
        }
    }

    @Test
    void a_session_in_use_outlives_an_unused_one_of_the_same_caller() throws Exception {
        HandshakePeer used = HandshakePeer.begin(server, Optional.of("greedy"), Map.of());
        for (int i = 0; i < GREED; i++) {
            HandshakePeer.begin(server, Optional.of("greedy"), Map.of());
            used.result("ping", Map.of());
        }

        try (MessageStream listening = used.listen()) {
            assertThat(listening.head().status()).isEqualTo(200);
        }
    }

    @Test
    void streams() throws Exception {
        // Held, as a stream that is collected closes its connection itself.
        List<MessageStream> greedy = new ArrayList<>();
        try (MessageStream good = peer("good").call("subscriptions/listen", EVERYTHING)) {
            good.next();
            for (int i = 0; i < GREED; i++) {
                greedy.add(peer("greedy").call("subscriptions/listen", EVERYTHING));
                greedy.get(i).next();
            }

            await().untilAsserted(
                            () ->
                                    assertThat(server.endpoint().getStreamCount())
                                            .isEqualTo(EACH + 1));
            assertThat(server.exceeded()).hasSize(GREED - EACH).containsOnly("streams");
            server.context().getRouteController().suspendRoute(toolRoute());
            assertThat(good.params("notifications/tools/list_changed")).isNotNull();
        } finally {
            for (MessageStream stream : greedy) {
                stream.close();
            }
        }
    }

    @Test
    void tasks() throws Exception {
        Object kept = task("good");
        Object lost = task("greedy");
        for (int i = 0; i < GREED; i++) {
            task("greedy");
        }

        assertThat(peer("good").result("tasks/get", Map.of("taskId", kept))).containsKey("status");
        try (MessageStream answer = peer("greedy").call("tasks/get", Map.of("taskId", lost))) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
        assertThat(server.exceeded()).hasSize(1 + GREED - EACH).containsOnly("tasks");
    }

    private Object task(String caller) throws Exception {
        return peer(caller).result("tools/call", Map.of("name", "done")).get("taskId");
    }

    private StatelessPeer peer(String caller) {
        return StatelessPeer.of(server).as(caller).capable(TAKES_TASKS);
    }

    private String toolRoute() {
        return server.context().getRoutes().get(0).getId();
    }
}
