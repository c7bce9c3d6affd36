package org.postizgateway.mcp.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A server that stops ends what is open and leaves no thread behind. */
class NoThreadLeftTest {

    /**
     * Threads that libraries share within the JVM and never end, and those of the ledger of a
     * gateway that Spring keeps for other tests.
     */
    private static final Pattern SHARED =
            Pattern.compile(
                    "CompletableFutureDelayScheduler|ForkJoinPool\\.commonPool.*|parallel-.*"
                            + "|boundedElastic-.*|ledger-.*|awaitility.*|Attach Listener|process reaper.*");

    @Test
    void after_conversations_of_every_kind() throws Exception {
        Set<Thread> before = threads();
        McpTestServer server =
                McpTestServer.serving(
                        routes -> routes.from("ai-tool:ask?description=x").to("mcp-client:roots"),
                        routes ->
                                routes.from(
                                                "ai-tool:wait?description=x&readOnlyHint=true&taskSupport=optional")
                                        .process(e -> new CountDownLatch(1).await()));
        HandshakePeer peer =
                HandshakePeer.begin(server, Optional.empty(), Map.of("roots", Map.of()));
        try (MessageStream listening = peer.listen();
                MessageStream asking = peer.callTool("ask", Map.of());
                MessageStream subscription =
                        StatelessPeer.of(server)
                                .call("subscriptions/listen", Map.of("notifications", Map.of()))) {
            asking.params("roots/list");
            subscription.next();
            StatelessPeer.of(server)
                    .capable(
                            Map.of("extensions", Map.of("io.modelcontextprotocol/tasks", Map.of())))
                    .result("tools/call", Map.of("name", "wait"));

            server.close();

            assertThat(listening.toEnd()).noneMatch(message -> message.containsKey("id"));
            assertThat(subscription.result()).containsEntry("resultType", "complete");
        }
        await().untilAsserted(() -> assertThat(since(before)).isEmpty());
    }

    private static Set<String> since(Set<Thread> before) {
        Set<String> names = new HashSet<>();
        for (Thread thread : threads()) {
            if (!before.contains(thread) && !SHARED.matcher(thread.getName()).matches()) {
                names.add(thread.getName());
            }
        }
        return names;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }
}
