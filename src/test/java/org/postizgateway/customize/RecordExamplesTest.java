package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/customize that keep records of what was done. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RecordExamplesTest {

    @TempDir private static Path temporary;
    private static ExampleGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway =
                new ExampleGateway(
                        Files.createDirectory(temporary.resolve("gateway")),
                        List.of(
                                "--gateway.config-watch=false",
                                "--AUDIT_DIRECTORY=" + temporary.resolve("audit")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void writes_down_each_call() throws Exception {
        gateway.lay("call-log-file");

        gateway.succeed("groupList", "{}");
        gateway.fail("integrationSchema", "{\"platform\": \"a \\\"quoted\\\" one\"}");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(audited()).hasSize(2));
        JsonNode failed =
                ExampleGateway.JSON.readTree(
                        audited().stream()
                                .filter(line -> line.contains("integrationSchema"))
                                .findFirst()
                                .orElseThrow());
        assertThat(failed.at("/arguments/platform").asText()).isEqualTo("a \"quoted\" one");
        assertThat(failed.path("failure").asText()).isNotEmpty();
        assertThat(failed.path("tenant").asText()).matches("[0-9a-f]{32}");
        assertThat(String.join("", audited())).doesNotContain("sandbox-key");
    }

    private static List<String> audited() throws Exception {
        Path directory = temporary.resolve("audit");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(RecordExamplesTest::lines).toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void writes_the_audit_trail_to_a_file() throws Exception {
        gateway.lay("audit-trail");

        gateway.succeed("generateImageTool", "{\"prompt\": \"a fox that nobody wrote down\"}");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(audited())
                                        .filteredOn(line -> line.contains("generateImageTool"))
                                        .singleElement()
                                        .asString()
                                        .contains("\"action\":\"call\"", "\"mac\":\"")
                                        .doesNotContain("a fox that", "sandbox-key"));
    }
}
