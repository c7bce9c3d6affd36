package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.ledger.Database;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.web.Operation;

/** Two replicas on one PostgreSQL, one of them in a process that is killed. */
class ReplicasTest {

    private static final Map<String, Object> TASKS =
            Map.of("extensions", Map.of("io.modelcontextprotocol/tasks", Map.of()));

    private final PostizSandbox postiz =
            new PostizSandbox(
                    SandboxSettings.forTests()
                            .videosTake(Duration.ofSeconds(4))
                            .organizations(Tenant.seeds(1)));
    @TempDir private Path directory;
    private ChildProduct mortal;
    private Product survivor;
    private Tenant tenant;
    private Caller here;
    private Caller there;

    @BeforeEach
    void start() {
        postiz.start();
        Map<String, String> settings =
                Map.of("ledger.url", Database.POSTGRESQL.freshUrl(), "ledger.patience", "300ms");
        tenant = Tenant.of(postiz, 0);
        survivor = Product.before(postiz, settings);
        mortal =
                new ChildProduct(
                                Product.settings(postiz, settings),
                                directory.resolve("gateway.log"))
                        .start();
        here = survivor.caller(tenant.apiKey());
        there = mortal.caller(tenant.apiKey());
    }

    @AfterEach
    void stop() {
        mortal.close();
        survivor.close();
        postiz.close();
    }

    @Test
    @AugustPostiz
    void a_job_is_everywhere_and_only_what_a_dead_replica_left_is_taken_over() throws Exception {
        String cancelled = jobOf(there.call("generateVideoTool", video("cancelled")));
        assertThat(jobOf(here.call("generateVideoTool", video("cancelled")))).isEqualTo(cancelled);
        here.call("mediaJobCancel", Map.of("jobId", cancelled));
        assertThat(status(there, cancelled)).isEqualTo("cancelled");

        String shared = jobOf(there.call("generateVideoTool", video("shared")));
        assertThat(jobOf(here.listen("generateVideoTool", video("shared")))).isEqualTo(shared);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(status(here, shared)).isEqualTo("done"));

        String task = task("a task");
        String left = jobOf(there.call("generateVideoTool", video("left")));
        String kept = jobOf(here.call("generateVideoTool", video("kept")));
        mortal.kill();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(status(here, left)).isEqualTo("unknown"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(status(here, kept)).isEqualTo("done"));
        Map<String, Object> ended = send(survivor.port(), "tasks/get", Map.of("taskId", task));
        assertThat(ended).containsEntry("status", "completed");
        assertThat(ended.get("result").toString())
                .contains("isError=true", "may have been paid", "status=unknown");
        assertThat(postiz.requests().count(Operation.GENERATE_VIDEO)).isEqualTo(5);
        JsonNode letters = survivor.operator().send("GET", "/ops/dead-letters").body();
        assertThat(letters.path("deadLetters")).hasSize(2);
    }

    private String task(String prompt) throws IOException {
        Map<String, Object> call = Map.of("name", "generateVideoTool", "arguments", video(prompt));
        return taskIdIn(send(mortal.port(), "tools/call", call));
    }

    private static String taskIdIn(Map<String, Object> result) {
        assertThat(result).containsEntry("resultType", "task");
        return String.valueOf(result.get("taskId"));
    }

    private Map<String, Object> send(int port, String method, Map<String, Object> params)
            throws IOException {
        HttpRequest request =
                new StatelessPeer(port, Optional.empty(), Map.of())
                        .capable(TASKS)
                        .request(1, method, params)
                        .with("Authorization", "Bearer " + tenant.apiKey());
        try (MessageStream answer = MessageStream.of(port, request)) {
            return answer.result();
        }
    }

    private static String status(Caller caller, String job) {
        return caller.call("mediaJobStatus", Map.of("jobId", job))
                .structured()
                .path("status")
                .asText();
    }

    private static String jobOf(Answer running) {
        assertThat(running.structured().path("jobId").asText()).as(running.text()).isNotBlank();
        return running.structured().path("jobId").asText();
    }

    private static Map<String, Object> video(String prompt) {
        return Map.of(
                "identifier", "veo3",
                "output", "vertical",
                "customParams", List.of(Map.of("key", "prompt", "value", prompt)));
    }
}
