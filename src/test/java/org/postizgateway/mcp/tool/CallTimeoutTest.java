package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A call is answered in time whatever its route waits for. */
@Timeout(60)
class CallTimeoutTest {

    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private final CompletableFuture<Duration> waited = new CompletableFuture<>();
    private final AtomicBoolean wentOn = new AtomicBoolean();

    private final CompletableFuture<Boolean> mayBegin = new CompletableFuture<>();

    @AutoClose
    private final McpTestServer server =
            McpTestServer.at(
                    "mcp-server:test?callTimeout=" + TIMEOUT.toMillis(),
                    routes ->
                            routes.from("ai-tool:read?description=x&readOnlyHint=true")
                                    .process(
                                            e -> {
                                                try {
                                                    gate.await();
                                                } catch (InterruptedException woken) {
                                                    interrupted.complete(true);
                                                    throw woken;
                                                }
                                            }),
                    routes ->
                            routes.from("ai-tool:write?description=x")
                                    .process(e -> gate.await(20, TimeUnit.SECONDS))
                                    .process(e -> wentOn.set(true)),
                    routes ->
                            routes.from("ai-tool:announce?description=x&announcesChanges=true")
                                    .process(
                                            e -> {
                                                gate.await(20, TimeUnit.SECONDS);
                                                mayBegin.complete(begin(e));
                                            }),
                    routes ->
                            routes.from("ai-tool:begun?description=x&announcesChanges=true")
                                    .process(CallTimeoutTest::begin)
                                    .process(e -> gate.await(20, TimeUnit.SECONDS)),
                    routes ->
                            routes.from("ai-tool:task?description=x&taskSupport=optional")
                                    .process(e -> gate.await(20, TimeUnit.SECONDS))
                                    .setBody(routes.constant("done")),
                    routes ->
                            routes.from("ai-tool:ask?description=x")
                                    .to("mcp-client:roots")
                                    .process(e -> waited.complete(waited(e)))
                                    .setBody(routes.constant("asked")),
                    routes ->
                            routes.from("ai-resource:slow?resourceUri=test://slow&description=x")
                                    .process(e -> gate.await(20, TimeUnit.SECONDS)));

    @AfterEach
    void open() {
        gate.countDown();
    }

    @Test
    void a_tool_that_only_reads_is_stopped_and_says_that_nothing_was_changed() throws Exception {
        assertThat(inBothEras("read"))
                .allSatisfy(
                        result ->
                                assertThat(result)
                                        .contains("isError=true")
                                        .contains("read was not answered within 1 s")
                                        .contains("nothing was changed: call it again later"));
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void any_other_tool_is_answered_while_it_works_and_takes_no_further_step() throws Exception {
        assertThat(inBothEras("write"))
                .allSatisfy(
                        result ->
                                assertThat(result)
                                        .contains("isError=true")
                                        .contains("Whether it took effect is not known"));
        gate.countDown();
        await().until(() -> server.context().getInflightRepository().size() == 0);
        assertThat(wentOn).isFalse();
    }

    @Test
    void a_tool_that_announces_its_changes_makes_none_once_it_was_given_up_before()
            throws Exception {
        assertThat(inBothEras("announce"))
                .allSatisfy(
                        result ->
                                assertThat(result)
                                        .contains("isError=true")
                                        .contains("nothing was changed: call it again later"));
        gate.countDown();

        assertThat(mayBegin.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void a_tool_that_has_begun_to_change_something_says_so() throws Exception {
        assertThat(inBothEras("begun"))
                .allSatisfy(
                        result ->
                                assertThat(result).contains("Whether it took effect is not known"));
    }

    @Test
    void a_resource_that_takes_too_long_is_an_error() throws Exception {
        try (MessageStream call =
                HandshakePeer.begin(server).call("resources/read", Map.of("uri", "test://slow"))) {
            assertThat(call.error()).asString().contains("no answer within 1 s");
        }
    }

    @Test
    void a_task_goes_on() throws Exception {
        StatelessPeer peer =
                StatelessPeer.of(server)
                        .as("ada")
                        .capable(
                                Map.of(
                                        "extensions",
                                        Map.of("io.modelcontextprotocol/tasks", Map.of())));
        Object task =
                peer.result("tools/call", Map.of("name", "task", "arguments", Map.of()))
                        .get("taskId");

        await().pollDelay(TIMEOUT.plusSeconds(1)).until(() -> status(peer, task).equals("working"));
        gate.countDown();

        await().until(() -> status(peer, task).equals("completed"));
    }

    @Test
    void the_time_that_a_person_thinks_does_not_count() throws Exception {
        HandshakePeer peer =
                HandshakePeer.begin(server, Optional.empty(), Map.of("roots", Map.of()));
        Instant begun = Instant.now();
        try (MessageStream call = peer.callTool("ask", Map.of())) {
            Object question = call.next().get("id");
            Instant asked = Instant.now();
            await().pollDelay(TIMEOUT.plusSeconds(1)).until(() -> true);
            Duration thought = Duration.between(asked, Instant.now());
            peer.answer(question, Map.of("roots", List.of()));

            assertThat(call.result()).asString().contains("asked", "isError=false");
            assertThat(waited.get(20, TimeUnit.SECONDS))
                    .isLessThan(Duration.between(begun, Instant.now()).minus(thought));
        }
    }

    private static Duration waited(Exchange exchange) {
        return (Duration) exchange.getProperty(McpConstants.WAITED, Supplier.class).get();
    }

    private static boolean begin(Exchange exchange) {
        return exchange.getProperty(McpConstants.BEGIN_CHANGES, BooleanSupplier.class)
                .getAsBoolean();
    }

    private static String status(StatelessPeer peer, Object task) throws Exception {
        return String.valueOf(peer.result("tasks/get", Map.of("taskId", task)).get("status"));
    }

    private List<String> inBothEras(String tool) throws Exception {
        try (MessageStream older = HandshakePeer.begin(server).callTool(tool, Map.of());
                MessageStream newer = StatelessPeer.of(server).callTool(tool, Map.of())) {
            return List.of(older.result().toString(), newer.result().toString());
        }
    }
}
