package org.postizgateway.mcp.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** Open streams cost no thread, all hear of a change soon, and closed ones leave nothing behind. */
class ManyStreamsTest {

    private static final int SESSIONS = 400;
    private static final int SUBSCRIPTIONS = 600;
    private static final int FEW_THREADS = 60;

    @AutoClose
    private final McpTestServer server =
            McpTestServer.at(
                    "mcp-server:test?maxSessions=" + SUBSCRIPTIONS,
                    routes ->
                            routes.from("ai-tool:a?description=x")
                                    .routeId("a")
                                    .setBody(routes.constant("served")));

    @Test
    void a_thousand_streams_are_served_by_few_threads_and_all_released() throws Exception {
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        List<MessageStream> streams = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            streams.add(HandshakePeer.begin(server).listen());
        }
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            streams.add(subscribe());
        }
        int threads = ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore;
        assertThat(threads).isLessThan(FEW_THREADS);
        assertThat(streams).allMatch(stream -> stream.head().status() == 200);
        assertThat(server.endpoint().getStreamCount()).isEqualTo(SESSIONS + SUBSCRIPTIONS);

        Instant changed = Instant.now();
        server.context().getRouteController().suspendRoute("a");
        server.context().getRouteController().resumeRoute("a");
        for (MessageStream stream : streams) {
            stream.params("notifications/tools/list_changed");
        }
        assertThat(Duration.between(changed, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(StatelessPeer.of(server).result("tools/call", Map.of("name", "a")).toString())
                .contains("served");

        for (MessageStream stream : streams) {
            stream.close();
        }
        await().until(() -> server.endpoint().getStreamCount() == 0);
    }

    private MessageStream subscribe() throws IOException {
        MessageStream subscription =
                StatelessPeer.of(server)
                        .call(
                                "subscriptions/listen",
                                Map.of("notifications", Map.of("toolsListChanged", true)));
        subscription.params("notifications/subscriptions/acknowledged");
        return subscription;
    }
}
