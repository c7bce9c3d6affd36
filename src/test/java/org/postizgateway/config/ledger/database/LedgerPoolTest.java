package org.postizgateway.config.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postizgateway.ledger.Database;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How long those wait who need a database that is away. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class LedgerPoolTest {

    private static final long PATIENCE_MS = 2_000;

    private final AtomicBoolean away = new AtomicBoolean();
    @AutoClose private final LedgerPool pool = new LedgerPool(configuration());

    private HikariConfig configuration() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(
                new DelegatingDataSource(
                        new DriverManagerDataSource(Database.H2.freshUrl(), "sa", "")) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        if (away.get()) {
                            throw new SQLException(
                                    "The address of the database", new ConnectException());
                        }
                        return super.getConnection();
                    }
                });
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(PATIENCE_MS);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private void fails() {
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
    }

    private static Duration time(Runnable action) {
        long begun = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void goesAway() {
        assertThatCode(() -> pool.getConnection().close()).doesNotThrowAnyException();
        away.set(true);
        pool.getHikariPoolMXBean().softEvictConnections();
        fails();
    }

    @Test
    void only_the_first_waits_for_a_database_that_is_away(CapturedOutput log) {
        goesAway();

        assertThat(time(() -> IntStream.range(0, 10).forEach(i -> fails())))
                .isLessThan(Duration.ofMillis(PATIENCE_MS));
        assertThatThrownBy(pool::getConnection)
                .satisfies(
                        e ->
                                assertThat(LedgerTrouble.sentence(e))
                                        .isEqualTo(
                                                "The ledger's database cannot be used: Connection"
                                                        + " refused; see the log"));
        assertThat(log.getAll().split("Calls that need it are refused", -1)).hasSize(2);
    }

    @Test
    void it_is_used_again_once_it_is_back_though_nobody_asks(CapturedOutput log) throws Exception {
        goesAway();
        away.set(false);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> log.getAll().contains("can be used again"));
        try (Connection back = pool.getConnection()) {
            assertThat(back.isValid(1)).isTrue();
        }
    }

    @Test
    void a_busy_pool_is_waited_for(CapturedOutput log) throws Exception {
        try (Connection busy = pool.getConnection()) {
            assertThat(busy.isValid(1)).isTrue();
            assertThat(time(this::fails)).isGreaterThan(Duration.ofMillis(PATIENCE_MS / 2));
        }
        try (Connection free = pool.getConnection()) {
            assertThat(free.isValid(1)).isTrue();
        }
        assertThat(log).doesNotContain("are refused at once");
    }
}
