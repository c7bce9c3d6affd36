package org.postizgateway.config.command.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.config.ledger.migration.ItemsOfCreates;
import org.postizgateway.ledger.Database;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an operator pastes into a ticket. */
@Timeout(240)
class DoctorCommandTest {

    private static final String SECRET = "s3cret-0123456789abcdef0123456789abcdef";
    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path directory;

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private int run(String... arguments) {
        return DoctorCommand.run(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    private static void migrate(String url) {
        Flyway.configure()
                .dataSource(new DriverManagerDataSource(url))
                .javaMigrations(new ItemsOfCreates())
                .load()
                .migrate();
    }

    private static Map<String, String> statuses(JsonNode report) {
        Map<String, String> statuses = new HashMap<>();
        report.path("findings")
                .forEach(
                        found ->
                                statuses.put(
                                        found.path("check").asText(),
                                        found.path("status").asText()));
        return statuses;
    }

    @Test
    void says_in_json_how_all_stands_and_shows_no_secret() throws Exception {
        String ledger = Database.POSTGRESQL.freshUrl();
        migrate(ledger);
        new JdbcTemplate(new DriverManagerDataSource(ledger))
                .update(
                        "INSERT INTO replica (id, started_at, seen_at, configuration) VALUES"
                                + " ('pod-1', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'abc'),"
                                + " ('pod-2', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'def'),"
                                + " ('gone', CURRENT_TIMESTAMP, TIMESTAMP WITH TIME ZONE"
                                + " '2020-01-01 00:00:00+00', 'abc')");

        int code =
                run(
                        "--format",
                        "json",
                        "--postiz.url=" + SANDBOX.baseUrl(),
                        "--postiz.api-key=sandbox-key",
                        "--ops.token=" + SECRET,
                        "--gateway.secret=" + SECRET,
                        "--gateway.config-dir=" + directory,
                        "--gateway.data-dir=" + directory.resolve("data"),
                        "--gateway.call-timeout=51s",
                        "--delivery.sinks=kamelet:gateway-dead-letter-webhook-sink?url=RAW(https://hooks.example/x)&token="
                                + SECRET,
                        "--ledger.url=" + ledger);

        JsonNode report = new ObjectMapper().readTree(out.toString(UTF_8));
        assertThat(statuses(report))
                .as(out.toString())
                .containsEntry("gateway", "ok")
                .containsEntry("postiz", "ok")
                .containsEntry("postiz version", "ok")
                .containsEntry("postiz key", "ok")
                .containsEntry("ledger", "ok")
                .containsEntry("configuration", "ok")
                .containsEntry("replicas", "odd");
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("pod-1 serves abc", "pod-2 serves def")
                .doesNotContain("gone serves", SECRET, "sandbox-key", ledger);
        assertThat(report.at("/settings/GATEWAY_CALL_TIMEOUT").asText()).isEqualTo("51s");
        assertThat(report.at("/settings/OPS_TOKEN").asText()).isEqualTo("(set, not shown)");
        assertThat(report.at("/settings/LEDGER_PATIENCE").isMissingNode()).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leaves_nothing_beside_an_h2_file_that_a_gateway_has_open_or_has_left() throws Exception {
        String ledger = "jdbc:h2:file:" + directory.resolve("ledger");
        migrate(ledger + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        Path file = directory.resolve("ledger.mv.db");

        run("--postiz.url=" + SANDBOX.baseUrl(), "--ledger.url=" + ledger);
        assertThat(out.toString()).contains("H2, schema version");

        out.reset();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            run("--postiz.url=" + SANDBOX.baseUrl(), "--ledger.url=" + ledger);
            assertThat(held.isValid()).isTrue();
        }
        assertThat(out.toString()).contains("is an H2 file that a gateway has open");
        assertThat(directory).isDirectoryNotContaining("glob:**.trace.db");
    }

    @Test
    void says_in_text_what_is_wrong_and_leaves_passwords_out_of_it() throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/broken.yaml"), "- route: [");

        int code =
                run(
                        "--postiz.url=http://127.0.0.1:9",
                        "--gateway.config-dir=" + directory,
                        "--gateway.data-dir=" + directory.resolve("data"),
                        "--ledger.url=jdbc:postgresql://127.0.0.1:9/x?password=" + SECRET,
                        "--ledger.password=" + SECRET);

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("wrong postiz: http://127.0.0.1:9 cannot be"))
                .anyMatch(line -> line.startsWith("wrong ledger: cannot be used"))
                .anyMatch(line -> line.startsWith("wrong configuration: "));
        assertThat(out.toString()).contains("broken.yaml").doesNotContain(SECRET);
    }

    @Test
    void an_address_that_is_no_postiz_and_a_key_that_it_refuses_are_wrong() {
        assertThat(
                        new PostizProbes("", SANDBOX.baseUrl() + "/elsewhere", "", Optional.empty())
                                .findings())
                .singleElement()
                .matches(found -> found.status() == Finding.Status.WRONG);
        assertThat(
                        new PostizProbes("", SANDBOX.baseUrl(), "not-a-key", Optional.empty())
                                .findings())
                .anyMatch(
                        found ->
                                found.check().equals("postiz key")
                                        && found.status() == Finding.Status.WRONG);
    }

    @Test
    void another_service_that_refuses_keys_too_is_no_postiz() throws Exception {
        byte[] problem = "{\"type\":\"about:blank\",\"status\":401}".getBytes(UTF_8);
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext(
                "/",
                http -> {
                    http.getResponseHeaders().set("Content-Type", "application/problem+json");
                    http.sendResponseHeaders(401, problem.length);
                    http.getResponseBody().write(problem);
                    http.close();
                });
        other.start();
        try {
            String url = "http://127.0.0.1:" + other.getAddress().getPort();
            assertThat(new PostizProbes("", url, "", Optional.empty()).findings())
                    .singleElement()
                    .matches(found -> found.status() == Finding.Status.WRONG)
                    .matches(found -> found.says().contains("POSTIZ_URL does not lead to Postiz"));
        } finally {
            other.stop(0);
        }
    }

    @Test
    void checks_of_an_instance_are_named_after_it() {
        assertThat(new PostizProbes("support", SANDBOX.baseUrl(), "", Optional.empty()).findings())
                .extracting(Finding::check)
                .containsExactly("postiz (support)", "clock (support)", "postiz version (support)");
    }

    @Test
    void a_clock_that_is_far_from_that_of_postiz_is_odd() {
        assertThat(PostizProbes.clock("Sat, 28 Nov 2020 10:00:00 GMT").status())
                .isEqualTo(Finding.Status.ODD);
        assertThat(PostizProbes.clock("").status()).isEqualTo(Finding.Status.ODD);
    }

    @Test
    void an_embedded_ledger_is_read_and_not_made() {
        String url = "jdbc:h2:file:" + directory.resolve("ledger");
        assertThat(new LedgerProbe(url, "", "", 20).findings())
                .singleElement()
                .matches(found -> found.status() == Finding.Status.ODD);
        assertThat(directory).isEmptyDirectory();
        new JdbcTemplate(
                        new DriverManagerDataSource(
                                url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"))
                .execute("CREATE SEQUENCE none_yet");
        assertThat(new LedgerProbe(url, "", "", 20).findings())
                .singleElement()
                .asString()
                .contains("ODD", "has no tables yet");
        migrate(url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");

        assertThat(new LedgerProbe(url, "", "", 20).findings())
                .extracting(Finding::check, Finding::status)
                .containsExactly(
                        tuple("ledger", Finding.Status.OK), tuple("replicas", Finding.Status.OK));
    }

    @Test
    void a_setting_that_cannot_be_right_is_told_by_its_name() {
        assertThat(run("--ledger.lease=soon")).isEqualTo(1);
        assertThat(out.toString()).contains("wrong settings: LEDGER_LEASE");
    }

    @Test
    void arguments_that_it_does_not_know_are_misuse() {
        assertThat(run("--format", "xml")).isEqualTo(2);
        assertThat(run("my-config")).isEqualTo(2);
        assertThat(err.toString()).contains("--doctor [--format text|json]");
    }
}
