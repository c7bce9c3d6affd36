package org.postizgateway.mcp.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.MessageStream;

/** notifications/cancelled stops a request of the session, which then gets no response. */
class CancelledNotificationTest {

    private static final String CANCELLED = "notifications/cancelled";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private final AtomicBoolean wentOn = new AtomicBoolean();

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:read?description=x&readOnlyHint=true")
                                    .process(
                                            e -> {
                                                entered.countDown();
                                                try {
                                                    gate.await();
                                                } catch (InterruptedException woken) {
                                                    interrupted.complete(true);
                                                    throw woken;
                                                }
                                            })
                                    .setBody(routes.constant("done")),
                    routes ->
                            routes.from("ai-tool:write?description=x")
                                    .process(
                                            e -> {
                                                entered.countDown();
                                                e.getProperty(
                                                                McpConstants.CANCELLATION,
                                                                CompletionStage.class)
                                                        .toCompletableFuture()
                                                        .get(10, TimeUnit.SECONDS);
                                            })
                                    .process(e -> wentOn.set(true)),
                    routes ->
                            routes.from("ai-tool:ask?description=x")
                                    .to("mcp-client:roots")
                                    .process(e -> wentOn.set(true)));

    @Test
    void a_tool_that_only_reads_is_interrupted_and_not_answered() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server);
        try (HttpConnection call = begin(peer, 5, "read")) {
            HttpReply accepted = peer.notify(CANCELLED, Map.of("requestId", 5, "reason", "bored"));

            assertThat(accepted.status()).isEqualTo(202);
            assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(call.reply().body()).isEmpty();
        }
    }

    @Test
    void any_other_tool_ends_before_its_next_step_and_is_not_answered() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server);
        try (HttpConnection call = begin(peer, "five", "write")) {
            peer.notify(CANCELLED, Map.of("requestId", "five"));

            assertThat(call.reply().body()).isEmpty();
            await().until(() -> server.context().getInflightRepository().size() == 0);
            assertThat(wentOn).isFalse();
        }
    }

    @Test
    void a_caller_who_takes_only_JSON_is_answered_without_content() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server);
        try (HttpConnection call = new HttpConnection(server.port())) {
            call.send(
                    peer.post(HandshakePeer.request(5, "tools/call", Map.of("name", "read")))
                            .with("Accept", "application/json"));
            entered.await();
            peer.notify(CANCELLED, Map.of("requestId", 5));

            assertThat(call.reply().status()).isEqualTo(204);
        }
    }

    @Test
    void a_question_to_the_caller_is_dropped() throws Exception {
        HandshakePeer peer =
                HandshakePeer.begin(server, Optional.empty(), Map.of("roots", Map.of()));
        try (MessageStream call = peer.call(5, "tools/call", Map.of("name", "ask"))) {
            call.params("roots/list");

            peer.notify(CANCELLED, Map.of("requestId", 5));

            assertThat(call.toEnd()).isEmpty();
            await().until(() -> server.context().getInflightRepository().size() == 0);
            assertThat(wentOn).isFalse();
        }
    }

    @Test
    void an_id_may_be_used_again_after_it() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server);
        try (HttpConnection call = begin(peer, 5, "read")) {
            peer.notify(CANCELLED, Map.of("requestId", 5));
            call.reply();
        }

        try (MessageStream again = peer.call(5, "ping", Map.of())) {
            assertThat(again.result()).isEmpty();
        }
    }

    @Test
    void of_what_is_not_in_flight_it_is_ignored() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server);
        try (HttpConnection call = begin(peer, 5, "read")) {
            for (Object id : Arrays.asList(6, "5", 5.5, true, Map.of(), null)) {
                HttpReply reply =
                        peer.notify(CANCELLED, java.util.Collections.singletonMap("requestId", id));
                assertThat(reply.status()).isEqualTo(202);
            }
            peer.notify(CANCELLED, Map.of());
            gate.countDown();

            assertThat(call.reply().body()).contains("done");
        }
    }

    private HttpConnection begin(HandshakePeer peer, Object id, String tool) throws Exception {
        HttpConnection call =
                new HttpConnection(server.port())
                        .send(
                                peer.post(
                                        HandshakePeer.request(
                                                id, "tools/call", Map.of("name", tool))));
        entered.await();
        return call;
    }
}
