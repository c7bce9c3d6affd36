package org.postizgateway.config.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.observability.TimelyHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/** When liveness asks for a new process because of the ledger. */
@Timeout(30)
class EmbeddedLedgerHealthTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HikariDataSource ledger = new HikariDataSource();
    private final TimelyHealthIndicator check =
            new TimelyHealthIndicator(this::ask, Duration.ofMillis(1), () -> false, threads);
    private volatile boolean failed;

    private void open(String url) {
        ledger.setJdbcUrl(url);
        ledger.setMaximumPoolSize(1);
        ledger.setConnectionTimeout(250);
    }

    private Health ask() {
        try (Connection connection = ledger.getConnection()) {
            return connection.isValid(1) ? Health.up().build() : Health.down().build();
        } catch (SQLException | PoolInitializationException e) {
            failed = true;
            return Health.down().build();
        }
    }

    private Status status(Duration patience) {
        EmbeddedLedgerHealth health = new EmbeddedLedgerHealth(ledger, check, patience);
        health.health();
        return health.health().getStatus();
    }

    @AfterEach
    void end() {
        ledger.close();
        threads.shutdownNow();
    }

    @Test
    void one_that_gives_no_connection_back_is_down_after_a_while_and_up_once_it_does()
            throws Exception {
        open("jdbc:h2:mem:embedded-ledger-health");
        try (Connection never = ledger.getConnection()) {
            assertThat(status(Duration.ofMinutes(1))).isEqualTo(Status.UP);
            assertThat(status(Duration.ZERO)).isEqualTo(Status.DOWN);
        }
        Awaitility.await().until(() -> status(Duration.ZERO).equals(Status.UP));
    }

    @Test
    void one_that_answers_with_an_error_is_not_this_ones_business() {
        open("jdbc:h2:file:/dev/null/not-there");
        check.look();
        Awaitility.await().until(() -> failed);

        assertThat(status(Duration.ZERO)).isEqualTo(Status.UP);
    }

    @Test
    void a_database_elsewhere_is_not_cured_by_a_new_process() {
        open("jdbc:postgresql://127.0.0.1:1/none");

        assertThat(status(Duration.ZERO)).isEqualTo(Status.UP);
    }
}
