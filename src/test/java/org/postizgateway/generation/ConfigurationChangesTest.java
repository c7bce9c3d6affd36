package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A gateway whose configuration changes while it serves, with a sandbox as Postiz. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConfigurationChangesTest {

    private static final String GREETING = "routes/tools/greeting.yaml";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path temporary;
    private ChangingGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new ChangingGateway(temporary);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_change_serves_by_itself_and_a_session_goes_on() throws Exception {
        String session =
                gateway.post(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                                        + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}")
                        .headers()
                        .firstValue("Mcp-Session-Id")
                        .orElseThrow();

        gateway.write(GREETING, ChangingGateway.TOOL.replace("WORD", "hello"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(gateway.post(ChangingGateway.callOf("greeting")).body())
                                        .contains("hello"));
        gateway.write(GREETING, ChangingGateway.TOOL.replace("WORD", "good day"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                gateway.post(
                                                                ChangingGateway.callOf("greeting"),
                                                                "Mcp-Session-Id",
                                                                session)
                                                        .body())
                                        .contains("good day"));
        gateway.delete(GREETING);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                gateway.post(
                                                                ChangingGateway.callOf("greeting"),
                                                                "Mcp-Session-Id",
                                                                session)
                                                        .body())
                                        .contains("Unknown tool: greeting"));
    }

    @Test
    void what_is_refused_changes_nothing_and_is_told_with_file_and_line() throws Exception {
        String before = gateway.serving();
        gateway.write(GREETING, ChangingGateway.TOOL.replace("      uri", "     uri"));

        JsonNode answer = gateway.reload();

        assertThat(answer.path("outcome").asText()).isEqualTo("refused");
        assertThat(answer.path("problems").path(0).path("file").asText())
                .isEqualTo(gateway.directory().resolve(GREETING).toString());
        assertThat(answer.path("problems").path(0).path("line").asInt()).isPositive();
        assertThat(gateway.serving()).isEqualTo(before);
        assertThat(gateway.post(ChangingGateway.callOf("integrationList")).body())
                .contains("\"isError\":false");
    }

    @Test
    void calls_that_run_end_where_they_began_and_none_is_lost() throws Exception {
        String slow =
                ChangingGateway.TOOL.replace(
                        "- setBody:", "- delay:\n            constant: 3000\n        - setBody:");
        gateway.write(GREETING, slow.replace("WORD", "from the old one"));
        assertThat(gateway.reload().path("outcome").asText()).isIn("switched", "unchanged");
        List<CompletableFuture<HttpResponse<String>>> running =
                IntStream.range(0, 10)
                        .mapToObj(
                                i ->
                                        http.sendAsync(
                                                gateway.request(
                                                        "/mcp", ChangingGateway.callOf("greeting")),
                                                BodyHandlers.ofString()))
                        .toList();
        await().until(
                        () ->
                                gateway.bean(Serving.class)
                                                .context()
                                                .orElseThrow()
                                                .getInflightRepository()
                                                .size()
                                        >= running.size());

        gateway.write(GREETING, ChangingGateway.TOOL.replace("WORD", "from the new one"));
        assertThat(gateway.reload().path("outcome").asText()).isIn("switched", "unchanged");

        assertThat(gateway.post(ChangingGateway.callOf("greeting")).body())
                .contains("from the new one");
        for (CompletableFuture<HttpResponse<String>> call : running) {
            assertThat(call.get(60, TimeUnit.SECONDS).body()).contains("from the old one");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(gateway.configuration().path("ending").asInt()).isZero());
    }

    @Test
    void a_step_back_serves_until_the_directory_changes() throws Exception {
        String before = gateway.serving();
        gateway.write(GREETING, ChangingGateway.TOOL.replace("WORD", "hello"));
        gateway.reload();
        assertThat(gateway.serving()).isNotEqualTo(before);

        HttpResponse<String> answer = gateway.rollback(before);
        assertThat(answer.body()).contains("\"serving\":\"" + before + "\"");
        gateway.bean(DesiredConfiguration.class).follow(false);
        assertThat(gateway.serving()).as("after another look at the directory").isEqualTo(before);

        gateway.write(GREETING, ChangingGateway.TOOL.replace("WORD", "good day"));
        gateway.bean(DesiredConfiguration.class).follow(false);
        assertThat(gateway.post(ChangingGateway.callOf("greeting")).body()).contains("good day");
        assertThat(gateway.rollback("0".repeat(64)))
                .returns(404, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .contains("No configuration with this hash is kept.");
    }

    @Test
    void a_start_on_a_refused_directory_serves_what_served_last_and_says_so() throws Exception {
        gateway.write(GREETING, ChangingGateway.TOOL.replace("WORD", "hello"));
        gateway.reload();
        gateway.stop();
        gateway.write(GREETING, "- route: [");

        gateway.start();

        assertThat(gateway.post(ChangingGateway.callOf("greeting")).body()).contains("hello");
        JsonNode configuration = gateway.configuration();
        assertThat(configuration.path("serving").path("lastGood").asBoolean()).isTrue();
        assertThat(configuration.path("refused").path("problems").path(0).path("line").asInt())
                .isPositive();
    }

    @Test
    void replicas_are_compared_by_what_they_serve() throws Exception {
        JsonNode alone = gateway.configuration();
        assertThat(alone.path("replicasAgree").asBoolean()).isTrue();
        assertThat(alone.path("replicas").path(0).path("serving").asText())
                .isEqualTo(gateway.serving());

        Replica other = new Replica(gateway.bean(JdbcClient.class), Duration.ofMinutes(1));
        other.serves("0".repeat(64));
        other.heartbeat();

        JsonNode both = gateway.configuration();
        assertThat(both.path("replicas")).hasSize(2);
        assertThat(both.path("replicasAgree").asBoolean()).isFalse();
    }

    @Test
    void why_a_configuration_is_refused_can_be_read_without_the_ledger() throws Exception {
        gateway.write(GREETING, "- route: [");
        gateway.reload();
        JdbcClient sql = gateway.bean(JdbcClient.class);
        sql.sql("ALTER TABLE replica RENAME TO away").update();
        JsonNode configuration;
        try {
            configuration = gateway.configuration();
        } finally {
            sql.sql("ALTER TABLE away RENAME TO replica").update();
        }

        assertThat(configuration.path("refused").path("problems")).isNotEmpty();
        assertThat(configuration.path("replicasUnknown").asText()).contains("cannot be used");
        assertThat(configuration.has("replicas")).isFalse();
    }
}
