package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway whose configuration changes while it serves, with a sandbox as Postiz. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConfigurationChangesTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TOOL =
            """
            - route:
                id: greeting
                from:
                  uri: ai-tool:greeting
                  parameters:
                    description: Greets
                    tags: postiz
                  steps:
                    - setBody:
                        constant: WORD
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path temporary;
    private Path directory;
    private PostizSandbox sandbox;
    private ConfigurableApplicationContext gateway;

    @BeforeEach
    void start() throws Exception {
        directory = Files.createDirectories(temporary.resolve("my config"));
        sandbox = new PostizSandbox(SandboxSettings.forTests()).start();
        gateway = run();
    }

    private ConfigurableApplicationContext run() {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .run(
                        "--gateway.port=0",
                        "--server.port=0",
                        "--gateway.config-dir=" + directory,
                        "--gateway.data-dir=" + temporary.resolve("data"),
                        "--ledger.url=jdbc:h2:mem:" + temporary.getFileName(),
                        "--ops.token=" + TOKEN,
                        "--postiz.url=" + sandbox.baseUrl());
    }

    @AfterEach
    void stop() {
        gateway.close();
        sandbox.close();
    }

    private void write(String path, String content) throws Exception {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Path draft = Files.writeString(temporary.resolve("draft"), content);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private JsonNode reload() throws Exception {
        return ops("POST", "/reload", "");
    }

    private JsonNode ops(String method, String path, String body) throws Exception {
        int port = gateway.getEnvironment().getProperty("local.server.port", Integer.class);
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + port
                                                        + "/ops/configuration"
                                                        + path))
                                .timeout(Duration.ofSeconds(60))
                                .header("Authorization", "Bearer " + TOKEN)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        return http.send(request(body, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String body, String... headers) {
        int port =
                gateway.getBean(CamelContext.class)
                        .hasService(VertxPlatformHttpServer.class)
                        .getServer()
                        .actualPort();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mcp"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer sandbox-key")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(BodyPublishers.ofString(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private static String call(String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
                + tool
                + "\",\"arguments\":{}}}";
    }

    private String serving() throws Exception {
        return ops("GET", "", "").path("serving").path("hash").asText();
    }

    @Test
    void a_change_serves_by_itself_and_a_session_goes_on() throws Exception {
        String session =
                post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                                + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}")
                        .headers()
                        .firstValue("Mcp-Session-Id")
                        .orElseThrow();

        write("routes/tools/greeting.yaml", TOOL.replace("WORD", "hello"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(post(call("greeting")).body()).contains("hello"));
        write("routes/tools/greeting.yaml", TOOL.replace("WORD", "good day"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(post(call("greeting"), "Mcp-Session-Id", session).body())
                                        .contains("good day"));
        Files.delete(directory.resolve("routes/tools/greeting.yaml"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(post(call("greeting"), "Mcp-Session-Id", session).body())
                                        .contains("Unknown tool: greeting"));
    }

    @Test
    void what_is_refused_changes_nothing_and_is_told_with_file_and_line() throws Exception {
        String before = serving();
        write("routes/tools/greeting.yaml", TOOL.replace("      uri", "     uri"));

        JsonNode answer = reload();

        assertThat(answer.path("outcome").asText()).isEqualTo("refused");
        assertThat(answer.path("problems").path(0).path("file").asText())
                .isEqualTo(directory.resolve("routes/tools/greeting.yaml").toString());
        assertThat(answer.path("problems").path(0).path("line").asInt()).isPositive();
        assertThat(serving()).isEqualTo(before);
        assertThat(post(call("integrationList")).body()).contains("\"isError\":false");
    }

    @Test
    void calls_that_run_end_where_they_began_and_none_is_lost() throws Exception {
        String slow =
                TOOL.replace(
                        "- setBody:", "- delay:\n            constant: 3000\n        - setBody:");
        write("routes/tools/greeting.yaml", slow.replace("WORD", "from the old one"));
        assertThat(reload().path("outcome").asText()).isIn("switched", "unchanged");
        List<CompletableFuture<HttpResponse<String>>> running =
                IntStream.range(0, 10)
                        .mapToObj(
                                i ->
                                        http.sendAsync(
                                                request(call("greeting")), BodyHandlers.ofString()))
                        .toList();
        await().until(
                        () ->
                                gateway.getBean(Serving.class)
                                                .context()
                                                .orElseThrow()
                                                .getInflightRepository()
                                                .size()
                                        >= running.size());

        write("routes/tools/greeting.yaml", TOOL.replace("WORD", "from the new one"));
        assertThat(reload().path("outcome").asText()).isIn("switched", "unchanged");

        assertThat(post(call("greeting")).body()).contains("from the new one");
        for (CompletableFuture<HttpResponse<String>> call : running) {
            assertThat(call.get(60, TimeUnit.SECONDS).body()).contains("from the old one");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(ops("GET", "", "").path("ending").asInt()).isZero());
    }

    @Test
    void a_step_back_serves_until_the_directory_changes() throws Exception {
        String before = serving();
        write("routes/tools/greeting.yaml", TOOL.replace("WORD", "hello"));
        reload();
        assertThat(serving()).isNotEqualTo(before);

        JsonNode answer = ops("POST", "/rollback", "{\"hash\":\"" + before + "\"}");
        assertThat(answer.path("serving").asText()).isEqualTo(before);
        gateway.getBean(DesiredConfiguration.class).follow(false);
        assertThat(serving()).as("after another look at the directory").isEqualTo(before);

        write("routes/tools/greeting.yaml", TOOL.replace("WORD", "good day"));
        gateway.getBean(DesiredConfiguration.class).follow(false);
        assertThat(post(call("greeting")).body()).contains("good day");
        assertThat(ops("POST", "/rollback", "{\"hash\":\"" + "0".repeat(64) + "\"}").toString())
                .contains("No configuration with this hash is kept.");
    }

    @Test
    void a_start_on_a_refused_directory_serves_what_served_last_and_says_so() throws Exception {
        write("routes/tools/greeting.yaml", TOOL.replace("WORD", "hello"));
        reload();
        gateway.close();
        write("routes/tools/greeting.yaml", "- route: [");

        gateway = run();

        assertThat(post(call("greeting")).body()).contains("hello");
        JsonNode configuration = ops("GET", "", "");
        assertThat(configuration.path("serving").path("lastGood").asBoolean()).isTrue();
        assertThat(configuration.path("refused").path("problems").path(0).path("line").asInt())
                .isPositive();
    }
}
