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
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postizgateway.GatewayApplication;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The log as JSON: whatever thread works for a call, its lines say which and whose it is. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "gateway.data-dir=target/json-log",
            "ledger.url=jdbc:h2:mem:json-log",
            "ledger.reconcile-delays=1ms",
            "policies.change.repeats=0",
            "logging.structured.format.console=logstash"
        })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class JsonLogTest {

    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Autowired private CamelContext camel;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("postiz.url", SANDBOX::baseUrl);
    }

    /** Spring Boot tells the logging system by a property of the process. */
    @AfterAll
    static void stop() {
        System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
        SANDBOX.close();
    }

    @Test
    void every_line_of_a_call_has_call_trace_tool_and_tenant(CapturedOutput output)
            throws Exception {
        SANDBOX.faults().add(FaultRule.of(Fault.INTERNAL_ERROR).on(Operation.CREATE_POST));
        int port = camel.hasService(VertxPlatformHttpServer.class).getServer().actualPort();
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
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
                                assertThat(loggers(ofCalls(output)))
                                        .contains(
                                                "org.postizgateway.access",
                                                "org.postizgateway.postiz.outcome.SideEffectLog"));
        assertThat(ofCalls(output))
                .allSatisfy(
                        line -> {
                            assertThat(line.path("tool").asText()).isEqualTo("schedulePostTool");
                            assertThat(line.path("tenant").asText()).matches("[0-9a-f]{8}");
                            assertThat(line.path("traceId").asText()).isEqualTo(TRACE);
                            assertThat(line.path("call").asText()).matches("[0-9a-f]{16}");
                        });
        assertThat(ofCalls(output).stream().map(line -> line.path("call").asText()).distinct())
                .hasSize(1);
        assertThat(output.getAll()).doesNotContain("sandbox-key");
    }

    private static List<String> loggers(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("logger_name").asText()).toList();
    }

    private static List<JsonNode> ofCalls(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.startsWith("{"))
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
