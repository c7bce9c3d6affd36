package org.postizgateway.config.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline asks whether the gateway would serve a directory, without a gateway. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class CheckCommandTest {

    private static final String BROKEN =
            """
            - route:
                id: mine
                from:
                  uri: direct:mine
                  steps:
                    - to: direct:nowhere
                    - to: log:{{nothing}}
            """;

    @TempDir private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectories(directory.resolve("routes"));
    }

    private int check(String... arguments) {
        return CheckCommand.run(
                new PrintStream(out, true), new PrintStream(err, true), false, arguments);
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_directory_that_can_serve_ends_with_0_and_opens_no_port() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(
                            check(
                                    directory.toString(),
                                    "--gateway.port=" + taken.getLocalPort(),
                                    "--server.port=" + taken.getLocalPort()))
                    .as("%s", err)
                    .isZero();
        }
        assertThat(output()).contains("can serve. Its hash is ");
        assertThat(directory).as("nothing is left there").isDirectoryNotContaining("glob:**data*");
    }

    @Test
    void every_problem_is_a_line_and_ends_with_1() throws Exception {
        Path file = Files.writeString(directory.resolve("routes/mine.yaml"), BROKEN);

        assertThat(check(directory.toString())).as("%s", err).isEqualTo(1);
        assertThat(output())
                .startsWith(file + ", line 7: The placeholder {{nothing}} has no value.")
                .contains("cannot serve: 1 problem.");
    }

    @Test
    void a_pipeline_reads_json() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("routes/mine.yaml"),
                        BROKEN.replace("{{nothing}}", "something"));

        assertThat(check(directory.toString(), "--format", "json")).as("%s", err).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(output());
        assertThat(report.path("valid").asBoolean(true)).isFalse();
        assertThat(report.path("hash").asText()).hasSize(64);
        JsonNode problem = report.path("problems").path(0);
        assertThat(problem.path("file").asText()).isEqualTo(file.toString());
        assertThat(problem.path("line").asInt()).isEqualTo(6);
        assertThat(problem.path("message").asText())
                .startsWith("No route begins at direct:nowhere");
    }

    @Test
    void a_directory_that_is_not_there_is_a_problem_of_the_configuration() {
        assertThat(check(directory.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(output()).contains("nowhere: is not a directory.");
    }

    @Test
    void without_a_directory_the_use_is_told_and_it_ends_with_2() {
        assertThat(check()).isEqualTo(2);
        assertThat(check("--format", "json")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--check DIR");
    }
}
