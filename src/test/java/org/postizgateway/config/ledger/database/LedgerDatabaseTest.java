package org.postizgateway.config.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.ledger.Database;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Opening the ledger, or saying in one line why it cannot be opened. */
@ExtendWith(OutputCaptureExtension.class)
class LedgerDatabaseTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withUserConfiguration(LedgerDatabase.class)
                    .withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class));

    @Test
    void without_a_url_the_ledger_is_a_file_in_the_data_directory(@TempDir Path directory) {
        runner.withPropertyValues("gateway.data-dir=" + directory)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            Path file = directory.resolve("ledger.mv.db");
                            assertThat(file).isNotEmptyFile();
                            assertThat(Files.getPosixFilePermissions(file))
                                    .as("it holds the texts of posts")
                                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
                        });
    }

    @Test
    void a_file_that_is_named_is_its_owners_alone_too(@TempDir Path directory) {
        runner.withPropertyValues("ledger.url=jdbc:h2:file:" + directory.resolve("own/ledger"))
                .run(
                        context ->
                                assertThat(
                                                Files.getPosixFilePermissions(
                                                        directory.resolve("own/ledger.mv.db")))
                                        .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }

    @Test
    void a_postgresql_that_takes_no_writes_is_told_at_the_start_and_used_when_it_takes_them() {
        String url = Database.POSTGRESQL.freshUrl();
        runner.withPropertyValues("ledger.url=" + url)
                .run(
                        context -> {
                            JdbcClient ledger =
                                    JdbcClient.create(context.getBean(HikariDataSource.class));
                            String name = url.replaceAll(".*/|\\?.*", "");
                            setReadOnly(url, name, true);
                            await().untilAsserted(
                                            () ->
                                                    assertThatThrownBy(() -> write(ledger))
                                                            .hasMessageContaining("read-only"));

                            runner.withPropertyValues("ledger.url=" + url)
                                    .run(
                                            second ->
                                                    assertThat(second.getStartupFailure())
                                                            .rootCause()
                                                            .isInstanceOf(
                                                                    InvalidSettingException.class)
                                                            .hasMessageContaining("read-only"));

                            setReadOnly(url, name, false);
                            // one for each session that began while it was read-only
                            await().untilAsserted(
                                            () ->
                                                    assertThatCode(() -> write(ledger))
                                                            .doesNotThrowAnyException());
                        });
    }

    private static void write(JdbcClient ledger) {
        ledger.sql("UPDATE replica SET seen_at = seen_at").update();
    }

    private static void setReadOnly(String url, String database, boolean readOnly) {
        JdbcClient server =
                JdbcClient.create(
                        new DriverManagerDataSource(url.replace("/" + database, "/postgres")));
        server.sql(
                        "ALTER DATABASE %s SET default_transaction_read_only = %s"
                                .formatted(database, readOnly))
                .update();
        if (readOnly) {
            server.sql(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
                    .param("name", database)
                    .query()
                    .listOfRows();
        }
    }

    @Test
    void h2_keeps_every_commit_at_once_and_is_not_closed_by_its_own_hook() {
        runner.withPropertyValues("ledger.url=jdbc:h2:mem:options;db_close_on_exit=TRUE")
                .run(
                        context ->
                                assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
                                        .contains(";WRITE_DELAY=0", ";MODE=PostgreSQL")
                                        .contains(";db_close_on_exit=TRUE")
                                        .doesNotContain("DB_CLOSE_ON_EXIT"));
    }

    @Test
    void a_ledger_that_ends_with_the_process_is_warned_of(
            CapturedOutput output, @TempDir Path directory) {
        runner.withPropertyValues("gateway.data-dir=" + directory).run(context -> {});
        assertThat(output).doesNotContain("LEDGER_URL");

        runner.withPropertyValues("ledger.url=jdbc:h2:mem:gone").run(context -> {});
        assertThat(output).contains("LEDGER_URL is in the memory of this process");
    }

    @Test
    void an_interrupted_writer_does_not_close_it_for_others(@TempDir Path directory) {
        runner.withPropertyValues("ledger.url=jdbc:h2:file:" + directory.resolve("ledger"))
                .run(
                        context -> {
                            HikariDataSource ledger = context.getBean(HikariDataSource.class);
                            try (Connection connection = ledger.getConnection()) {
                                Thread.currentThread().interrupt();
                                connection.createStatement().execute("CREATE TABLE a (b INT)");
                            } finally {
                                Thread.interrupted();
                            }

                            JdbcClient other = JdbcClient.create(ledger);
                            assertThat(other.sql("INSERT INTO a VALUES (1)").update()).isOne();
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://u:geheim@h/d | LEDGER_URL is neither a jdbc:h2: nor a jdbc:postgresql: URL: postgres://h/d. Set it to",
                "jdbc:mysql://h/d?password=geheim | LEDGER_URL is neither a jdbc:h2: nor a jdbc:postgresql: URL: jdbc:mysql://h/d. Set it to",
                "jdbc:postgresql://u:geheim@h/d | LEDGER_URL has a user or a password before the host, where its driver takes neither. Leave",
                "jdbc:postgresql://localhost:1/d?password=geheim | LEDGER_URL names a ledger that cannot be opened (jdbc:postgresql://localhost:1/d): ",
                "jdbc:h2:file:/dev/null/ledger;PASSWORD=geheim | LEDGER_URL names a ledger that cannot be opened (jdbc:h2:file:/dev/null/ledger): no file can be opened or made at /dev/null",
            })
    void a_broken_url_ends_the_start_with_one_line(String url, String line) {
        assertThat(refusal("ledger.url=" + url)).startsWith(line).doesNotContain("geheim", "\n");
    }

    @Test
    void a_data_directory_that_cannot_be_written_is_named_where_no_url_is_set() {
        assertThat(refusal("gateway.data-dir=/dev/null/data"))
                .startsWith("GATEWAY_DATA_DIR names a ledger that cannot be opened (/dev/null/data")
                .contains("Make it a directory that can be written")
                .doesNotContain("Set it to jdbc:", "\n");
    }

    @Test
    void a_ledger_that_another_process_has_open_is_told_as_such(@TempDir Path directory)
            throws Exception {
        try (FileChannel file =
                        FileChannel.open(
                                directory.resolve("ledger.mv.db"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(refusal("gateway.data-dir=" + directory))
                    .startsWith(
                            "GATEWAY_DATA_DIR names a ledger that another process has open, most"
                                    + " likely another gateway ("
                                    + directory
                                    + "). Stop that one")
                    .doesNotContain("\n");
        }
    }

    private String refusal(String setting) {
        AtomicReference<String> line = new AtomicReference<>();
        runner.withPropertyValues(setting)
                .run(
                        context -> {
                            Throwable failure = context.getStartupFailure();
                            while (!(failure instanceof InvalidSettingException)) {
                                failure = failure.getCause();
                            }
                            line.set(failure.getMessage());
                        });
        return line.get();
    }
}
