package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.mcp.Json;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/** Where dead letters, findings and the audit trail are sent by the gateway as it is delivered. */
@Timeout(180)
class SinksTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String AUDIT =
            """
            - route:
                id: audit
                from:
                  uri: direct:audit
                  steps:
                    - toD: kamelet:gateway-dead-letter-file-sink?fileName=audit.jsonl&directory=%s
            """;

    private final PostizSandbox postiz =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(1)));
    private final List<String> hooked = new CopyOnWriteArrayList<>();
    private HttpServer hook;
    @TempDir private Path directory;

    @BeforeEach
    void start() throws IOException {
        postiz.start();
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext(
                "/",
                http -> {
                    byte[] body = http.getRequestBody().readAllBytes();
                    hooked.add(new String(body, StandardCharsets.UTF_8));
                    http.sendResponseHeaders(204, -1);
                    http.close();
                });
        hook.start();
    }

    @AfterEach
    void stop() {
        hook.stop(0);
        postiz.close();
    }

    @Test
    @AugustPostiz
    void a_dead_letter_reaches_a_file_and_a_webhook() {
        Map<String, String> settings = Map.of("dead-letter.sinks", file("") + ";" + webhook());
        try (Product product = Product.before(postiz, settings)) {
            postiz.faults().add(FaultRule.of(Fault.RESET).on(Operation.GENERATE_VIDEO));
            product.caller(Tenant.of(postiz, 0).apiKey())
                    .listen(
                            "generateVideoTool",
                            Map.of(
                                    "identifier", "veo3",
                                    "output", "vertical",
                                    "customParams",
                                            List.of(Map.of("key", "prompt", "value", "lost"))));

            JsonNode letter = line("dead-letters.jsonl");
            assertThat(letter.path("tool").asText()).isEqualTo("generateVideoTool");
            await().atMost(SOON).until(() -> hooked.size() == 1);
            assertThat(hooked.get(0)).contains(letter.path("id").asText());
        }
    }

    @Test
    void a_finding_reaches_a_file_and_a_webhook() {
        Map<String, String> settings =
                Map.of("delivery.sinks", file("&fileName=delivery.jsonl") + ";" + webhook());
        try (Product product = Product.before(postiz, settings)) {
            ProducerTemplate template = product.bean(ServingCamel.class).template();
            Map<String, String> finding = Map.of("id", "finding-1", "post", "p1", "is", "late");

            Exchange sent = template.send("direct:delivery", e -> e.getMessage().setBody(finding));

            assertThat(sent.getException()).isNull();
            assertThat(line("delivery.jsonl").path("id").asText()).isEqualTo("finding-1");
            assertThat(hooked).hasSize(1);
        }
    }

    @Test
    void the_audit_trail_reaches_a_kamelet_that_is_named_as_it_runs(@TempDir Path configuration)
            throws Exception {
        Path routes = Files.createDirectories(configuration.resolve("routes"));
        Files.writeString(routes.resolve("audit.yaml"), AUDIT.formatted(directory));
        try (Product product =
                Product.before(postiz, Map.of("gateway.config-dir", configuration.toString()))) {
            product.operator().send("GET", "/ops/dead-letters");

            assertThat(line("audit.jsonl").path("action").asText()).isNotEmpty();
        }
    }

    private String file(String more) {
        return "kamelet:gateway-dead-letter-file-sink?directory=" + directory + more;
    }

    private String webhook() {
        return "kamelet:gateway-dead-letter-webhook-sink?url=RAW(http://127.0.0.1:%d/hook)"
                .formatted(hook.getAddress().getPort());
    }

    /** The first line of a file, once it is there. */
    private JsonNode line(String name) {
        Path file = directory.resolve(name);
        await().atMost(SOON)
                .until(() -> Files.exists(file) && Files.readString(file).contains("\n"));
        try (var lines = Files.lines(file)) {
            return Json.mapper().readTree(lines.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
