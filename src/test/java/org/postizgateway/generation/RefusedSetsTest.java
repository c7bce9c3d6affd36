package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;

/** What an integrator may get wrong while the gateway runs: it is told, and what serves goes on. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RefusedSetsTest {

    private static final String DOOR =
            """
            - route:
                id: door-planning
                from:
                  uri: platform-http:/mcp-planning
                  steps:
                    - process: {ref: bearerAuthentication}
                    - to: mcp-server:planning?tags=planning
            """;

    @TempDir private static Path temporary;
    private static ChangingGateway gateway;

    private String before;

    @BeforeAll
    static void start() throws Exception {
        gateway =
                new ChangingGateway(
                        temporary,
                        "--gateway.config-watch=false",
                        "--gateway.doors-without-authentication=door-open");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void what_serves_went_on() throws Exception {
        assertThat(gateway.call("integrationList")).contains("\"isError\":false");
    }

    /** The message of the one problem, which is in this line. */
    private String refusal(String path, int line) throws Exception {
        before = gateway.serving();
        JsonNode answer = gateway.reload();
        assertThat(answer.path("outcome").asText()).as("%s", answer).isEqualTo("refused");
        assertThat(gateway.serving()).isEqualTo(before);
        assertThat(answer.path("problems")).hasSize(1);
        JsonNode problem = answer.path("problems").path(0);
        assertThat(problem.path("file").asText())
                .isEqualTo(gateway.directory().resolve(path).toString());
        assertThat(problem.path("line").asInt()).isEqualTo(line);
        return problem.path("message").asText();
    }

    @Test
    void a_door_without_authentication_is_refused_unless_it_is_allowed_by_name() throws Exception {
        String path = "routes/planning.yaml";
        gateway.write(path, DOOR);
        assertThat(gateway.reload().path("outcome").asText()).isEqualTo("switched");

        String open = DOOR.replace("        - process: {ref: bearerAuthentication}\n", "");
        gateway.write(path, open);
        assertThat(refusal(path, 6))
                .startsWith("The door door-planning (platform-http:/mcp-planning) comes to this");

        gateway.write(path, open.replace("door-planning", "door-open"));
        assertThat(gateway.reload().path("outcome").asText()).isEqualTo("switched");
        gateway.delete(path);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void what_Camel_stumbles_over_is_in_the_log_only_as_the_reason(CapturedOutput log)
            throws Exception {
        String path = "routes/tools/greeting.yaml";
        gateway.write(path, ChangingGateway.TOOL + "        - to: kamelet:not-there\n");

        assertThat(refusal()).contains("not-there");

        assertThat(log).contains("not-there").doesNotContain("vetoed");
        gateway.delete(path);
    }

    /** What is wrong with the directory, in one sentence. */
    private String refusal() throws Exception {
        JsonNode answer = gateway.reload();
        assertThat(answer.path("outcome").asText()).as("%s", answer).isEqualTo("refused");
        return answer.path("problems").path(0).path("file").asText()
                + ": "
                + answer.path("problems").path(0).path("message").asText();
    }

    /** Reads the directory, and expects that to end so. */
    private void reloads(String outcome) throws Exception {
        JsonNode answer = gateway.reload();
        assertThat(answer.path("outcome").asText()).as("%s", answer).isEqualTo(outcome);
    }

    @Test
    void an_empty_directory_serves_what_the_jar_holds() throws Exception {
        reloads("unchanged");
        assertThat(gateway.configuration().path("serving").path("files").path(0).path("origin"))
                .hasToString("\"jar\"");
    }

    @Test
    void a_file_of_fifty_megabytes_is_refused() throws Exception {
        Path file = gateway.directory().resolve("routes/video.yaml");
        gateway.write("routes/video.yaml", "");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(50L * 1024 * 1024);
        }

        assertThat(refusal()).isEqualTo(file + ": is larger than 1024 KB.");
        Files.delete(file);
        reloads("unchanged");
    }

    @Test
    void ten_thousand_files_are_refused() throws Exception {
        Path many = Files.createDirectories(gateway.directory().resolve("schemas/many"));
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(many.resolve(i + ".json"));
        }

        assertThat(refusal()).contains("holds 2000 files or more");
        FileSystemUtils.deleteRecursively(many);
        reloads("unchanged");
    }

    @Test
    void a_loop_of_links_is_refused() throws Exception {
        Path routes = Files.createDirectories(gateway.directory().resolve("routes"));
        Path loop = Files.createSymbolicLink(routes.resolve("loop"), routes);

        assertThat(refusal())
                .isEqualTo(loop + ": is a symbolic link to a directory that it lies in.");
        Files.delete(loop);
        reloads("unchanged");
    }

    @Test
    void a_directory_that_may_not_be_read_is_refused() throws Exception {
        Path closed = Files.createDirectories(gateway.directory().resolve("kamelets/closed"));
        Files.setPosixFilePermissions(closed, Set.of());
        try {
            assumeThat(Files.isReadable(closed)).as("root may read everything").isFalse();
            assertThat(refusal()).isEqualTo(closed + ": may not be read by the gateway's user.");
        } finally {
            Files.delete(closed);
        }
        reloads("unchanged");
    }

    @Test
    void a_set_whose_first_call_fails_serves_and_can_be_stepped_back_from() throws Exception {
        before = gateway.serving();
        String failing =
                """
                        - throwException:
                            exceptionType: java.lang.IllegalStateException
                            message: no
                """;
        gateway.write(
                "routes/tools/greeting.yaml",
                ChangingGateway.TOOL.substring(0, ChangingGateway.TOOL.indexOf("        - setBody"))
                        + failing);
        reloads("switched");
        assertThat(gateway.call("greeting")).contains("\"isError\":true");

        assertThat(gateway.rollback(before).statusCode()).isEqualTo(200);
        assertThat(gateway.call("greeting")).contains("Unknown tool");
        gateway.delete("routes/tools/greeting.yaml");
        gateway.reload();
    }

    @Test
    void a_step_back_to_an_unknown_hash_is_404_with_a_reason() throws Exception {
        assertThat(gateway.rollback("0".repeat(64)))
                .returns(404, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .contains("No configuration with this hash is kept.");
    }

    @Test
    void a_reload_while_one_is_under_way_is_409_with_a_reason() throws Exception {
        Gate.close();
        gateway.write(
                "routes/slow.yaml",
                "- beans: [{name: slow, type: 'org.postizgateway.generation.Gate$Held'}]");
        CompletableFuture<HttpResponse<String>> first = gateway.opsAsync("POST", "/reload", "");
        try {
            Gate.awaitArrival();
            assertThat(gateway.ops("POST", "/reload", ""))
                    .returns(409, HttpResponse::statusCode)
                    .extracting(HttpResponse::body)
                    .asString()
                    .contains("A change is under way.");
            assertThat(gateway.call("integrationList")).contains("\"isError\":false");
        } finally {
            Gate.open();
        }
        assertThat(first.get(60, TimeUnit.SECONDS).body()).contains("\"outcome\":\"switched\"");
        gateway.delete("routes/slow.yaml");
        gateway.reload();
    }

    @Test
    void a_change_after_eight_sets_that_still_have_calls_waits_and_says_so() throws Exception {
        Gate.close();
        String held =
                ChangingGateway.TOOL
                        + "        - bean: {beanType: org.postizgateway.generation.Gate,"
                        + " method: pass}\n";
        List<CompletableFuture<String>> calls = new ArrayList<>();
        try {
            for (int i = 0; i <= Ending.MOST; i++) {
                gateway.write("routes/tools/greeting.yaml", held.replace("WORD", "word " + i));
                reloads("switched");
                calls.add(gateway.callAsync("greeting"));
                Gate.awaitArrival();
            }
            gateway.write("routes/tools/greeting.yaml", held.replace("WORD", "one too many"));
            JsonNode waiting = gateway.reload();
            assertThat(waiting.path("outcome").asText()).isEqualTo("waiting");
            assertThat(waiting.path("problems").path(0).path("message").asText())
                    .startsWith("8 generations before this one still have calls.");
            assertThat(gateway.configuration().path("waiting").asBoolean()).isTrue();
        } finally {
            Gate.open();
        }
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).get(60, TimeUnit.SECONDS)).contains("word " + i);
        }
        await().atMost(60, TimeUnit.SECONDS)
                .untilAsserted(
                        () ->
                                assertThat(gateway.reload().path("outcome").asText())
                                        .isNotEqualTo("waiting"));
        assertThat(gateway.call("greeting")).contains("one too many");
        gateway.delete("routes/tools/greeting.yaml");
        gateway.reload();
    }
}
