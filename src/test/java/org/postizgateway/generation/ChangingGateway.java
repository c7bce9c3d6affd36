package org.postizgateway.generation;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.postizgateway.GatewayApplication;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway of a test with a configuration directory of its own and a sandbox as Postiz. */
public final class ChangingGateway implements AutoCloseable {

    public static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A tool that answers with a word: {@code WORD}. */
    public static final String TOOL =
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
    private final Path temporary;
    private final Path directory;
    private final PostizSandbox sandbox;
    private final List<String> settings;
    private ConfigurableApplicationContext spring;

    /**
     * Starts it.
     *
     * @param temporary directory of the test
     * @param settings as on a command line
     */
    public ChangingGateway(Path temporary, String... settings) throws IOException {
        this.temporary = temporary;
        this.directory = Files.createDirectories(temporary.resolve("my config"));
        this.settings = List.of(settings);
        this.sandbox = new PostizSandbox(SandboxSettings.forTests()).start();
        start();
    }

    /** Starts it after {@link #stop}. */
    public void start() {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--gateway.port=0",
                                "--server.port=0",
                                "--gateway.config-dir=" + directory,
                                "--gateway.data-dir=" + temporary.resolve("data"),
                                "--ledger.url=jdbc:h2:mem:" + temporary.getFileName(),
                                "--ops.token=" + TOKEN,
                                // A call that a test holds is not given up on a slow machine.
                                "--gateway.call-timeout=0s",
                                "--postiz.url=" + sandbox.baseUrl()));
        all.addAll(settings);
        spring =
                new SpringApplicationBuilder(GatewayApplication.class)
                        .run(all.toArray(String[]::new));
    }

    /** Stops the gateway and not the sandbox. */
    public void stop() {
        spring.close();
    }

    @Override
    public void close() {
        spring.close();
        sandbox.close();
    }

    /** The Postiz behind it. */
    public PostizSandbox sandbox() {
        return sandbox;
    }

    public Path directory() {
        return directory;
    }

    public <T> T bean(Class<T> type) {
        return spring.getBean(type);
    }

    /** Replaces a file of the configuration directory as a careful editor does, by renaming. */
    public void write(String path, String content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Path draft = Files.writeString(temporary.resolve("draft"), content);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    public void delete(String path) throws IOException {
        Files.delete(directory.resolve(path));
    }

    /** Serves what the directory holds, after whatever change is under way. */
    public JsonNode reload() throws Exception {
        HttpResponse<String> answer =
                await().atMost(Duration.ofMinutes(1))
                        .until(
                                () -> ops("POST", "/reload", ""),
                                latest -> latest.statusCode() != 409);
        return JSON.readTree(answer.body());
    }

    /** What {@code GET /ops/configuration} answers. */
    public JsonNode configuration() throws Exception {
        return JSON.readTree(ops("GET", "", "").body());
    }

    /** Hash of the set that serves. */
    public String serving() throws Exception {
        return configuration().path("serving").path("hash").asText();
    }

    /** A request below {@code /ops/configuration}. */
    public HttpResponse<String> ops(String method, String path, String body) throws Exception {
        return http.send(opsRequest(method, path, body), BodyHandlers.ofString());
    }

    /** Such a request, answered some time. */
    public CompletableFuture<HttpResponse<String>> opsAsync(
            String method, String path, String body) {
        return http.sendAsync(opsRequest(method, path, body), BodyHandlers.ofString());
    }

    private HttpRequest opsRequest(String method, String path, String body) {
        int port = spring.getEnvironment().getProperty("local.server.port", Integer.class);
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/ops/configuration" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    /** Steps back to a set that served. */
    public HttpResponse<String> rollback(String hash) throws Exception {
        return ops("POST", "/rollback", "{\"hash\":\"" + hash + "\"}");
    }

    /** Posts a JSON-RPC message to the door for keys. */
    public HttpResponse<String> post(String body, String... headers) throws Exception {
        return http.send(request("/mcp", body, headers), BodyHandlers.ofString());
    }

    /** What a tool without arguments answers. */
    public String call(String tool) throws Exception {
        return post(callOf(tool)).body();
    }

    /** What a tool without arguments answers, some time. */
    public CompletableFuture<String> callAsync(String tool) {
        return http.sendAsync(request("/mcp", callOf(tool)), BodyHandlers.ofString())
                .thenApply(HttpResponse::body);
    }

    public static String callOf(String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
                + tool
                + "\",\"arguments\":{}}}";
    }

    /** A request to a door, with a key that Postiz knows. */
    public HttpRequest request(String door, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + door))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer sandbox-key")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(BodyPublishers.ofString(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    /** The port that agents reach. */
    public int port() {
        return spring.getBean(CamelContext.class)
                .hasService(VertxPlatformHttpServer.class)
                .getServer()
                .actualPort();
    }
}
