package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;
import org.postizgateway.sandbox.web.Operation;

/** What a caller and the gateway have begun with each other goes on over a switch. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SwitchedConversationsTest {

    private static final String TOOL = "routes/tools/greeting.yaml";
    private static final String VIDEO = "routes/tools/generateVideoTool.yaml";
    private static final String HOLD =
            "- bean: {beanType: org.postizgateway.generation.Gate, method: hold}\n";
    private static final String CHANGED = "notifications/tools/list_changed";
    private static final Map<String, Object> TASKS =
            Map.of("extensions", Map.of("io.modelcontextprotocol/tasks", Map.of()));
    private static final Map<String, Object> FOX =
            Map.of(
                    "identifier",
                    "veo3",
                    "output",
                    "vertical",
                    "customParams",
                    Map.of("prompt", "A red fox"));

    /** Tells of its progress before and after it is held. */
    private static final String HELD =
            ChangingGateway.TOOL
                    .replace("tags: postiz", "tags: postiz\n        taskSupport: optional")
                    .replace(
                            "    - setBody:",
                            "    - to: mcp-client:progress?progress=1\n        "
                                    + HOLD
                                    + "        - to: mcp-client:progress?progress=2\n"
                                    + "        - setBody:");

    @TempDir private static Path temporary;
    private static ChangingGateway gateway;

    private StatelessPeer peer;

    @BeforeAll
    static void start() throws Exception {
        gateway =
                new ChangingGateway(
                        temporary, "--gateway.config-watch=false", "--ledger.patience=300ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void prepare() {
        gateway.sandbox().reset();
        peer = new StatelessPeer(gateway.port(), Optional.empty(), Map.of()).capable(Map.of());
        Gate.close();
    }

    @AfterEach
    void nothing_of_the_old_sets_is_left() throws Exception {
        Gate.open();
        for (String path : new String[] {TOOL, VIDEO}) {
            Files.deleteIfExists(gateway.directory().resolve(path));
        }
        gateway.reload();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(gateway.configuration().path("ending").asInt()).isZero());
    }

    private static void serve(String path, String content) throws Exception {
        gateway.write(path, content);
        switched();
    }

    private static void serveWithout(String path) throws Exception {
        gateway.delete(path);
        switched();
    }

    private static void switched() throws Exception {
        assertThat(gateway.reload().path("outcome").asText()).isEqualTo("switched");
    }

    private static HttpRequest known(HttpRequest request) {
        return request.with("Authorization", "Bearer sandbox-key");
    }

    private static MessageStream open(HttpRequest request) throws IOException {
        return MessageStream.of(gateway.port(), known(request));
    }

    private static Map<String, Object> result(
            StatelessPeer caller, String method, Map<String, Object> params) throws IOException {
        try (MessageStream answer = open(caller.request(1, method, params))) {
            return answer.result();
        }
    }

    private static Map<String, Object> call(String tool, Map<String, Object> arguments) {
        return Map.of("name", tool, "arguments", arguments);
    }

    /** A session of a client of 2025-11-25. */
    private static HandshakePeer session() throws IOException {
        HandshakePeer stranger = new HandshakePeer(gateway.port(), Optional.empty(), "");
        HttpReply reply =
                HttpConnection.exchange(
                        gateway.port(),
                        known(
                                stranger.post(
                                                HandshakePeer.request(
                                                        0,
                                                        "initialize",
                                                        HandshakePeer.initialize(Map.of())))
                                        .without(HandshakePeer.SESSION)
                                        .without("MCP-Protocol-Version")));
        return new HandshakePeer(
                gateway.port(),
                Optional.empty(),
                reply.header(HandshakePeer.SESSION).orElseThrow());
    }

    @Test
    void open_streams_are_told_once_of_each_list_that_differs() throws Exception {
        HandshakePeer session = session();
        Map<String, Object> tools = Map.of("notifications", Map.of("toolsListChanged", true));
        try (MessageStream listening = open(session.ours(HttpRequest.of("GET")));
                MessageStream subscription =
                        open(peer.request("s", "subscriptions/listen", tools))) {
            listening.comment();
            subscription.next();

            serve(TOOL, ChangingGateway.TOOL.replace("WORD", "hello"));
            assertThat(listening.next()).containsEntry("method", CHANGED);
            assertThat(subscription.next()).containsEntry("method", CHANGED);

            serve(TOOL, ChangingGateway.TOOL.replace("WORD", "good day"));
            serveWithout(TOOL);
            assertThat(listening.next()).containsEntry("method", CHANGED);
            assertThat(subscription.next()).containsEntry("method", CHANGED);

            HttpConnection.exchange(gateway.port(), known(session.ours(HttpRequest.of("DELETE"))));
            assertThat(listening.toEnd()).as("of the switch that changed no list").isEmpty();
        }
    }

    @Test
    void the_stream_of_a_call_that_runs_carries_its_progress_and_its_answer() throws Exception {
        serve(TOOL, HELD.replace("WORD", "from the old one"));
        try (MessageStream call =
                open(
                        peer.with("progressToken", 1)
                                .request(1, "tools/call", call("greeting", Map.of())))) {
            assertThat(call.params("notifications/progress").get("progress")).hasToString("1");
            Gate.awaitArrival();

            serveWithout(TOOL);
            Gate.open();

            assertThat(call.params("notifications/progress").get("progress")).hasToString("2");
            assertThat(call.result().toString()).contains("from the old one");
        }
    }

    @Test
    void a_task_begun_before_is_found_after_though_its_tool_is_gone() throws Exception {
        StatelessPeer patient = peer.capable(TASKS);
        serve(TOOL, HELD.replace("WORD", "from the old one"));
        Map<String, Object> begun = result(patient, "tools/call", call("greeting", Map.of()));
        Map<String, Object> task = Map.of("taskId", begun.get("taskId"));
        Gate.awaitArrival();

        serveWithout(TOOL);

        assertThat(result(patient, "tasks/get", task)).containsEntry("status", "working");
        Gate.open();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () ->
                                assertThat(result(patient, "tasks/get", task))
                                        .containsEntry("status", "completed")
                                        .extractingByKey("result")
                                        .asString()
                                        .contains("from the old one"));
    }

    @Test
    void a_media_job_begun_before_is_followed_to_its_end_and_made_once() throws Exception {
        String route = Files.readString(Path.of(VIDEO));
        String held =
                route.replace("- to: direct:offer", HOLD + "              - to: direct:offer");
        assertThat(held).isNotEqualTo(route);
        serve(VIDEO, held);
        Map<String, Object> running = result(peer, "tools/call", call("generateVideoTool", FOX));
        assertThat(running.toString()).contains("status=running");
        Gate.awaitArrival();
        Map<?, ?> told = (Map<?, ?>) running.get("structuredContent");
        Map<String, Object> job = Map.of("jobId", told.get("jobId"));

        serveWithout(VIDEO);

        assertThat(status(job)).isEqualTo("running");
        Gate.open();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(status(job)).isEqualTo("done"));
        assertThat(gateway.sandbox().requests().count(Operation.GENERATE_VIDEO)).isEqualTo(1);
    }

    private Object status(Map<String, Object> job) throws IOException {
        Map<?, ?> answer =
                (Map<?, ?>)
                        result(peer, "tools/call", call("mediaJobStatus", job))
                                .get("structuredContent");
        return answer.get("status");
    }
}
