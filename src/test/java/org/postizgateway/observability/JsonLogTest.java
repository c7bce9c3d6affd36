package org.postizgateway.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.acceptance.ChildProduct;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/** The log as JSON: whatever thread works for a call, its lines say which and whose it is. */
class JsonLogTest {

    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir private static Path directory;

    private static ChildProduct gateway;

    /** In a process of its own: the log of one is set up once. */
    @BeforeAll
    static void start() {
        gateway =
                new ChildProduct(
                                Map.of(
                                        "postiz.url", SANDBOX.baseUrl(),
                                        "gateway.data-dir", directory.toString(),
                                        "ledger.reconcile-delays", "1ms",
                                        "policies.change.repeats", "0",
                                        "logging.structured.format.console", "logstash"),
                                directory.resolve("gateway.log"))
                        .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SANDBOX.close();
    }

    @Test
    void every_line_of_a_call_has_call_trace_tool_and_tenant() throws Exception {
        SANDBOX.faults().add(FaultRule.of(Fault.INTERNAL_ERROR).on(Operation.CREATE_POST));
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://localhost:" + gateway.port() + "/mcp"))
                                .header("Authorization", "Bearer sandbox-key")
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json, text/event-stream")
                                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                                .POST(
                                        BodyPublishers.ofString(
                                                """
                                                {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                                                "params": {"name": "schedulePostTool", "arguments":
                                                {"socialPost": [{"type": "draft",
                                                "integrationId": "cmsbmastodon0000000000012",
                                                "date": "2031-12-15T10:00:00Z",
                                                "postsAndComments": [{"content": "Hello"}]}]}}}
                                                """))
                                .build(),
                        BodyHandlers.ofString());

        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(loggers(ofCalls()))
                                        .contains(
                                                "org.postizgateway.access",
                                                "org.postizgateway.postiz.outcome.SideEffectLog"));
        assertThat(ofCalls())
                .allSatisfy(
                        line -> {
                            assertThat(line.path("tool").asText()).isEqualTo("schedulePostTool");
                            assertThat(line.path("tenant").asText()).matches("[0-9a-f]{8}");
                            assertThat(line.path("traceId").asText()).isEqualTo(TRACE);
                            assertThat(line.path("call").asText()).matches("[0-9a-f]{16}");
                        });
        assertThat(ofCalls().stream().map(line -> line.path("call").asText()).distinct())
                .hasSize(1);
        assertThat(Files.readString(log())).doesNotContain("sandbox-key");
    }

    private static List<String> loggers(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("logger_name").asText()).toList();
    }

    private static Path log() {
        return directory.resolve("gateway.log");
    }

    private static List<JsonNode> ofCalls() throws IOException {
        return Files.readAllLines(log()).stream()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .map(JsonLogTest::read)
                .filter(line -> line.has("call"))
                .toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
