package org.postizgateway.mcp.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/**
 * A call that outlives its request is a task, which its owner alone can follow, answer and cancel.
 */
class TaskTest {

    private static final Map<String, Object> CAPABLE =
            Map.of(
                    "elicitation",
                    Map.of(),
                    "extensions",
                    Map.of("io.modelcontextprotocol/tasks", Map.of()));

    private final CountDownLatch gate = new CountDownLatch(1);

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes ->
                            routes.from(
                                            "ai-tool:slow?description=x&taskSupport=optional&readOnlyHint=true")
                                    .process(e -> gate.await())
                                    .setBody(routes.constant("done")),
                    routes ->
                            routes.from("ai-tool:step?description=x")
                                    .setBody(routes.constant("before"))
                                    .to("mcp-client:progress?progress=1")
                                    .to("mcp-client:task")
                                    .process(e -> gate.await())
                                    .setBody(routes.constant("done")),
                    routes ->
                            routes.from("ai-tool:only?description=x&taskSupport=required")
                                    .setProperty("CamelMcpError", routes.constant("No"))
                                    .setProperty("CamelMcpErrorCode", routes.constant(-32602)),
                    routes ->
                            routes.from("ai-tool:ask?description=x&taskSupport=optional")
                                    .to(
                                            "mcp-client:elicit?key=q&message=m&requestedSchema={\"type\":\"object\"}")
                                    .setBody(routes.simple("${body[action]}")));

    private final StatelessPeer ada = StatelessPeer.of(server).as("ada").capable(CAPABLE);

    @Test
    void a_caller_who_takes_tasks_gets_a_handle_at_once_and_the_result_later() throws Exception {
        Map<String, Object> handle = begin("slow");

        assertThat(handle)
                .containsEntry("resultType", "task")
                .containsEntry("status", "working")
                .containsKeys("createdAt", "lastUpdatedAt", "ttlMs", "pollIntervalMs")
                .doesNotContainKeys("result", "content");
        gate.countDown();
        Map<String, Object> completed = whenIn("completed", handle);
        assertThat(completed).containsEntry("resultType", "complete");
        assertThat(completed.get("result").toString()).contains("done");
    }

    @Test
    void a_step_of_the_route_hands_out_the_handle_also_on_a_stream_that_is_open() throws Exception {
        try (MessageStream call = ada.with("progressToken", 1).callTool("step", Map.of())) {
            Map<String, Object> handle = call.result();

            assertThat(call.isEventStream()).isTrue();
            assertThat(handle).containsEntry("status", "working");
            gate.countDown();
            assertThat(whenIn("completed", handle).get("result").toString()).contains("done");
        }
    }

    @Test
    void a_caller_who_takes_none_waits_for_the_result() throws Exception {
        gate.countDown();

        assertThat(ada.capable(Map.of()).result("tools/call", Map.of("name", "slow")).toString())
                .contains("done");
    }

    @Test
    void a_tool_that_is_only_a_task_refuses_a_caller_who_takes_none() throws Exception {
        try (MessageStream answer = ada.capable(Map.of()).callTool("only", Map.of())) {
            assertThat(answer.head().status()).isEqualTo(400);
            assertThat(answer.error()).containsEntry("code", -32021);
        }
    }

    @Test
    void an_error_of_the_protocol_fails_the_task() throws Exception {
        assertThat(whenIn("failed", begin("only")))
                .containsEntry("error", Map.of("code", -32602, "message", "No"));
    }

    @Test
    void a_task_that_failed_says_what_the_caller_has_to_be_capable_of() throws Exception {
        Map<String, Object> tasksOnly = Map.of("extensions", CAPABLE.get("extensions"));
        Map<String, Object> handle =
                ada.capable(tasksOnly).result("tools/call", Map.of("name", "ask"));

        assertThat(whenIn("failed", handle))
                .extractingByKey("error", InstanceOfAssertFactories.MAP)
                .containsEntry("code", -32021)
                .containsEntry(
                        "data",
                        Map.of(
                                "requiredCapabilities",
                                Map.of("elicitation", Map.of("form", Map.of()))));
    }

    @Test
    void a_cancelled_task_is_interrupted_and_stays_cancelled() throws Exception {
        Map<String, Object> handle = begin("slow");

        assertThat(ada.result("tasks/cancel", Map.of("taskId", handle.get("taskId"))))
                .containsEntry("resultType", "complete");

        whenIn("cancelled", handle);
        await().until(() -> server.context().getInflightRepository().size() == 0);
        assertThat(whenIn("cancelled", handle)).doesNotContainKey("result");
    }

    @Test
    void a_task_asks_and_takes_the_answer() throws Exception {
        Map<String, Object> handle = begin("ask");
        Object id = handle.get("taskId");
        Map<String, Object> asking = whenIn("input_required", handle);

        ada.result(
                "tasks/update",
                Map.of("taskId", id, "inputResponses", Map.of("unknown", Map.of())));
        ada.result(
                "tasks/update",
                Map.of("taskId", id, "inputResponses", Map.of("q", Map.of("action", "decline"))));

        assertThat(asking.get("inputRequests").toString()).contains("elicitation/create");
        assertThat(whenIn("completed", handle).get("result").toString()).contains("decline");
    }

    @Test
    void an_answer_that_is_no_object_is_refused() throws Exception {
        Map<String, Object> handle = begin("ask");
        whenIn("input_required", handle);

        try (MessageStream answer =
                ada.call(
                        "tasks/update",
                        Map.of(
                                "taskId",
                                handle.get("taskId"),
                                "inputResponses",
                                Map.of("q", "decline")))) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
    void to_anybody_else_it_is_unknown(String method) throws Exception {
        Map<String, Object> params =
                Map.of("taskId", begin("slow").get("taskId"), "inputResponses", Map.of());

        try (MessageStream eve = ada.as("eve").call(method, params);
                MessageStream guess =
                        ada.call(method, Map.of("taskId", "1", "inputResponses", Map.of()));
                MessageStream withoutExtension = ada.capable(Map.of()).call(method, params)) {
            assertThat(eve.error()).containsEntry("code", -32602);
            assertThat(guess.error()).containsEntry("code", -32602);
            assertThat(withoutExtension.error()).containsEntry("code", -32021);
        }
        assertThat(ada.result("tasks/get", params)).containsEntry("status", "working");
    }

    private Map<String, Object> begin(String tool) throws Exception {
        return ada.result("tools/call", Map.of("name", tool));
    }

    private Map<String, Object> whenIn(String status, Map<String, Object> handle) {
        return await().until(
                        () -> ada.result("tasks/get", Map.of("taskId", handle.get("taskId"))),
                        task -> task.get("status").equals(status));
    }
}
