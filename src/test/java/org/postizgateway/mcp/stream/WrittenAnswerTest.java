package org.postizgateway.mcp.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A route learns whether its result went out to the caller's connection. */
@Timeout(60)
class WrittenAnswerTest {

    /** More than the kernel keeps for a reader who does not read. */
    private static final String MEGABYTES_5 = "x".repeat(5 << 20);

    private final CompletableFuture<Boolean> written = new CompletableFuture<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:small?description=x")
                                    .process(this::watch)
                                    .setBody(routes.constant("small")),
                    routes ->
                            routes.from("ai-tool:large?description=x")
                                    .process(this::watch)
                                    .setBody(routes.constant(MEGABYTES_5)),
                    routes ->
                            routes.from("ai-tool:failing?description=x")
                                    .process(this::watch)
                                    .throwException(new IllegalStateException("on purpose")),
                    routes ->
                            routes.from("ai-tool:slow?description=x")
                                    .process(this::watch)
                                    .process(e -> entered.countDown())
                                    .process(e -> gate.await())
                                    .setBody(routes.constant("late")));

    /** Makes the HTTP request of a revision for a call of a tool. */
    @FunctionalInterface
    interface Revision {
        HttpRequest call(McpTestServer server, String tool) throws Exception;
    }

    static Stream<Arguments> ways() {
        Revision handshake =
                (server, tool) ->
                        HandshakePeer.begin(server)
                                .post(HandshakePeer.request(7, "tools/call", Map.of("name", tool)));
        Revision stateless =
                (server, tool) ->
                        StatelessPeer.of(server).request(7, "tools/call", Map.of("name", tool));
        return Stream.of(named("2025-11-25", handshake), named("2026-07-28", stateless))
                .flatMap(
                        revision ->
                                Stream.of("application/json", "text/event-stream")
                                        .map(accept -> Arguments.of(revision, accept)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_result_that_is_read_was_written(Revision revision, String accept) throws Exception {
        HttpRequest request = revision.call(server, "large").with("Accept", accept);

        assertThat(HttpConnection.exchange(server.port(), request).body())
                .hasSizeGreaterThan(5 << 20);
        assertThat(written.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void so_was_one_that_the_network_has_taken(Revision revision, String accept) throws Exception {
        HttpRequest request = revision.call(server, "small").with("Accept", accept);
        try (HttpConnection unread = new HttpConnection(server.port()).send(request)) {
            assertThat(written.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void one_that_is_cut_off_in_the_middle_was_not(Revision revision, String accept)
            throws Exception {
        HttpRequest request = revision.call(server, "large").with("Accept", accept);
        HttpConnection unread = HttpConnection.narrow(server.port()).send(request);
        unread.firstByte();
        boolean early = written.isDone();
        unread.reset();

        assertThat(early).isFalse();
        assertThat(written.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nor_was_one_whose_caller_had_gone(Revision revision, String accept) throws Exception {
        HttpRequest request = revision.call(server, "slow").with("Accept", accept);
        HttpConnection leaving = new HttpConnection(server.port()).send(request);
        entered.await();
        leaving.reset();
        await().until(() -> server.connections() == 0);
        gate.countDown();

        assertThat(written.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_a_failed_route_made_was_not(Revision revision, String accept) throws Exception {
        HttpRequest request = revision.call(server, "failing").with("Accept", accept);

        assertThat(HttpConnection.exchange(server.port(), request).body())
                .contains("\"isError\":true");
        assertThat(written.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void nor_was_what_a_caller_has_cancelled() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server);
        HttpRequest request =
                peer.post(HandshakePeer.request(7, "tools/call", Map.of("name", "slow")));
        try (HttpConnection call = new HttpConnection(server.port()).send(request)) {
            entered.await();
            peer.notify("notifications/cancelled", Map.of("requestId", 7));
            gate.countDown();

            assertThat(written.get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @SuppressWarnings("unchecked")
    private void watch(Exchange exchange) {
        CompletionStage<Boolean> answered =
                exchange.getProperty(McpConstants.ANSWERED, CompletionStage.class);
        answered.thenAccept(written::complete);
    }
}
