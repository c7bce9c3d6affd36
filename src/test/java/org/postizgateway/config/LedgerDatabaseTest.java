package org.postizgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opening the ledger, or saying in one line why it cannot be opened. */
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
                            assertThat(Files.exists(directory.resolve("ledger.mv.db"))).isTrue();
                        });
    }

    @Test
    void h2_keeps_every_commit_at_once_and_is_not_closed_by_its_own_hook() {
        runner.withPropertyValues("ledger.url=jdbc:h2:mem:options;db_close_on_exit=TRUE")
                .run(
                        context ->
                                assertThat(context.getBean(BasicDataSource.class).getUrl())
                                        .contains(";WRITE_DELAY=0", ";MODE=PostgreSQL")
                                        .contains(";db_close_on_exit=TRUE")
                                        .doesNotContain("DB_CLOSE_ON_EXIT"));
    }

    @Test
    void a_database_that_went_away_refuses_at_once_and_is_used_again_once_it_is_back()
            throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        int port = postgres.getPort();
        try {
            runner.withPropertyValues(
                            "ledger.url=jdbc:postgresql://localhost:" + port + "/postgres",
                            "ledger.user=postgres")
                    .run(
                            context -> {
                                assertThat(context).hasNotFailed();
                                DataSource ledger = context.getBean(DataSource.class);
                                postgres.close();
                                Instant start = Instant.now();
                                assertThatThrownBy(() -> use(ledger))
                                        .isInstanceOf(DataAccessException.class);
                                assertThat(Duration.between(start, Instant.now()))
                                        .isLessThan(Duration.ofSeconds(1));
                                try (EmbeddedPostgres again =
                                        EmbeddedPostgres.builder().setPort(port).start()) {
                                    use(ledger);
                                }
                            });
        } finally {
            postgres.close();
        }
    }

    @Test
    void calls_that_are_too_many_for_the_connections_wait() {
        runner.withPropertyValues("ledger.url=jdbc:h2:mem:busy", "ledger.connections=2")
                .run(
                        context -> {
                            DataSource ledger = context.getBean(DataSource.class);
                            CompletableFuture<Void> waiting;
                            try (Connection one = ledger.getConnection();
                                    Connection two = ledger.getConnection()) {
                                waiting = CompletableFuture.runAsync(() -> use(ledger));
                                assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                                        .isInstanceOf(TimeoutException.class);
                            }
                            waiting.get(10, TimeUnit.SECONDS);
                        });
    }

    private static void use(DataSource ledger) {
        JdbcClient.create(ledger).sql("SELECT 1").query(Integer.class).single();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://u:geheim@h/d | LEDGER_URL is neither a jdbc:h2: nor a jdbc:postgresql: URL: postgres://h/d. Set it to",
                "jdbc:mysql://h/d?password=geheim | LEDGER_URL is neither a jdbc:h2: nor a jdbc:postgresql: URL: jdbc:mysql://h/d. Set it to",
                "jdbc:postgresql://localhost:1/d?password=geheim | LEDGER_URL names a ledger that cannot be opened (jdbc:postgresql://localhost:1/d): ",
                "jdbc:h2:file:/dev/null/ledger;PASSWORD=geheim | LEDGER_URL names a ledger that cannot be opened (jdbc:h2:file:/dev/null/ledger): no file can be opened or made at /dev/null",
            })
    void a_broken_url_ends_the_start_with_one_line(String url, String line) {
        runner.withPropertyValues("ledger.url=" + url)
                .run(
                        context -> {
                            Throwable failure = context.getStartupFailure();
                            while (!(failure instanceof InvalidSettingException)) {
                                failure = failure.getCause();
                            }
                            assertThat(failure.getMessage())
                                    .startsWith(line)
                                    .doesNotContain("geheim", "\n");
                        });
    }
}
