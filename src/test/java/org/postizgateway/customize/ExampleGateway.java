package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.postizgateway.generation.ChangingGateway;
import org.postizgateway.generation.Serving;
import org.postizgateway.sandbox.PostizSandbox;
import org.springframework.util.FileSystemUtils;

/** A gateway that goes on running while one example after the other is laid into its directory. */
final class ExampleGateway implements AutoCloseable {

    static final Path EXAMPLES = Path.of("docs/customize/examples");
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChangingGateway gateway;

    ExampleGateway(Path temporary, List<String> settings) throws IOException {
        gateway = new ChangingGateway(temporary, settings.toArray(String[]::new));
    }

    PostizSandbox sandbox() {
        return gateway.sandbox();
    }

    int port() {
        return gateway.port();
    }

    /** Exchanges that run in the routes that serve. */
    int inflight() {
        return bean(Serving.class).context().orElseThrow().getInflightRepository().size();
    }

    <T> T bean(Class<T> type) {
        return gateway.bean(type);
    }

    /** Replaces the configuration by an example, live. */
    void lay(String example) throws Exception {
        sandbox().reset();
        clear();
        Path source = EXAMPLES.resolve(example);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                gateway.write(source.relativize(file).toString(), Files.readString(file));
            }
        }
        JsonNode answer = gateway.reload();
        // The watch may have been faster.
        assertThat(answer.path("outcome").asText())
                .as(answer.toString())
                .isIn("switched", "unchanged");
        assertThat(gateway.configuration().path("warnings")).isEmpty();
    }

    /** Changes one file of the example, live. */
    void write(String path, String content) throws Exception {
        gateway.write(path, content);
        JsonNode answer = gateway.reload();
        assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("switched");
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(gateway.directory())) {
            for (Path file : files.toList()) {
                FileSystemUtils.deleteRecursively(file);
            }
        }
    }

    /** Result of a tool call. */
    JsonNode call(String tool, String arguments) throws Exception {
        return rpc(
                "/mcp",
                "tools/call",
                "{\"name\": \"%s\", \"arguments\": %s}".formatted(tool, arguments));
    }

    /** Structured content of a call that succeeds. */
    JsonNode succeed(String tool, String arguments) throws Exception {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        return result.path("structuredContent");
    }

    /** The sentence of a call that fails. */
    String fail(String tool, String arguments) throws Exception {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return result.at("/content/0/text").asText();
    }

    JsonNode rpc(String door, String method, String params) throws Exception {
        HttpResponse<String> response =
                post(
                        door,
                        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"%s\", \"params\": %s}"
                                .formatted(method, params));
        JsonNode message = JSON.readTree(response.body().replaceFirst("(?ms)\\A.*^data: ?", ""));
        assertThat(message.has("result"))
                .as(response.statusCode() + " " + response.body())
                .isTrue();
        return message.path("result");
    }

    HttpResponse<String> post(String door, String body, String... headers) throws Exception {
        return http.send(gateway.request(door, body, headers), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
