package org.postizgateway.mcp.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;
import org.slf4j.LoggerFactory;

/**
 * A caller who closes the connection before the answer has cancelled the request: a route that only
 * reads is interrupted, any other ends before its next step.
 */
class CallerLeavesTest {

    /** Makes the HTTP request of a revision. */
    @FunctionalInterface
    interface Revision {
        HttpRequest request(McpTestServer server, String method, Map<String, Object> params)
                throws Exception;
    }

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final AtomicBoolean wentOn = new AtomicBoolean();

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:read?description=x&readOnlyHint=true")
                                    .process(this::waitForInterrupt)
                                    .process(e -> wentOn.set(true)),
                    routes ->
                            routes.from("ai-prompt:think")
                                    .process(this::waitForInterrupt)
                                    .process(e -> wentOn.set(true)),
                    routes ->
                            routes.from("ai-resource:r?resourceUri=test://r")
                                    .process(this::waitForInterrupt)
                                    .process(e -> wentOn.set(true)),
                    routes ->
                            routes.from("ai-tool:write?description=x")
                                    .process(this::waitForCancellation)
                                    .process(e -> wentOn.set(true)),
                    routes ->
                            routes.from("ai-tool:ping?description=x")
                                    .process(e -> TimeUnit.NANOSECONDS.sleep(1))
                                    .setBody(routes.constant("pong")));

    static Stream<Named<Revision>> revisions() {
        return Stream.of(
                named(
                        "2025-11-25",
                        (server, method, params) ->
                                HandshakePeer.begin(server)
                                        .post(HandshakePeer.request(1, method, params))),
                named(
                        "2026-07-28",
                        (server, method, params) ->
                                StatelessPeer.of(server).request(1, method, params)));
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void a_tool_that_only_reads_is_interrupted(Revision revision) throws Exception {
        callAndLeave(revision.request(server, "tools/call", Map.of("name", "read")));

        assertInterrupted();
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void so_is_a_prompt(Revision revision) throws Exception {
        callAndLeave(revision.request(server, "prompts/get", Map.of("name", "think")));

        assertInterrupted();
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void so_is_a_resource(Revision revision) throws Exception {
        callAndLeave(revision.request(server, "resources/read", Map.of("uri", "test://r")));

        assertInterrupted();
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void any_other_tool_ends_before_its_next_step(Revision revision) throws Exception {
        callAndLeave(revision.request(server, "tools/call", Map.of("name", "write")));

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("told, not interrupted");
        awaitNothingInFlight();
        assertThat(wentOn).isFalse();
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void a_caller_who_takes_only_JSON_is_missed_too(Revision revision) throws Exception {
        callAndLeave(
                revision.request(server, "tools/call", Map.of("name", "read"))
                        .with("Accept", "application/json"));

        assertInterrupted();
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void the_interrupt_does_not_reach_what_the_thread_does_next(Revision revision)
            throws Exception {
        callAndLeave(revision.request(server, "tools/call", Map.of("name", "read")));
        assertInterrupted();

        for (int i = 0; i < 50; i++) {
            HttpRequest next = revision.request(server, "tools/call", Map.of("name", "ping"));
            assertThat(HttpConnection.exchange(server.port(), next).body()).contains("pong");
        }
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void nothing_of_it_is_an_error_in_the_log(Revision revision) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);

        callAndLeave(revision.request(server, "tools/call", Map.of("name", "read")));
        assertInterrupted();

        root.detachAppender(log);
        assertThat(log.list).filteredOn(event -> event.getLevel() == Level.ERROR).isEmpty();
    }

    private void callAndLeave(HttpRequest request) throws Exception {
        try (HttpConnection connection = new HttpConnection(server.port()).send(request)) {
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void assertInterrupted() throws Exception {
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
        awaitNothingInFlight();
        assertThat(wentOn).isFalse();
    }

    private void awaitNothingInFlight() {
        await().until(() -> server.context().getInflightRepository().size() == 0);
    }

    private void waitForInterrupt(Exchange exchange) throws Exception {
        entered.countDown();
        try {
            end.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            end.complete("interrupted");
            throw e;
        }
    }

    private void waitForCancellation(Exchange exchange) throws Exception {
        entered.countDown();
        try {
            exchange.getProperty(McpConstants.CANCELLATION, CompletionStage.class)
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            end.complete("told, not interrupted");
        } catch (InterruptedException e) {
            end.complete("interrupted");
        }
    }
}
