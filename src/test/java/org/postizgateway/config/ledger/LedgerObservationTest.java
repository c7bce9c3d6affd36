package org.postizgateway.config.ledger;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.EOFException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.config.ledger.database.LedgerHealthIndicator;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.FakePostiz;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/** What operators see of the ledger. */
class LedgerObservationTest {

    private final FakePostiz postiz = new FakePostiz();
    private final Gateway gateway = Gateway.on(Database.H2.freshUrl(), postiz);

    @AfterEach
    void stop() {
        gateway.close();
    }

    private double gauge(String name) {
        return gateway.bean(MeterRegistry.class).get(name).gauge().value();
    }

    private LedgerHealthIndicator indicator() {
        return new LedgerHealthIndicator(
                gateway.bean(Replica.class),
                gateway.bean(DeadLetters.class),
                gateway.bean(DataSource.class));
    }

    @Test
    void running_jobs_open_dead_letters_and_reconciliations_are_measured() {
        CountDownLatch release = new CountDownLatch(1);
        postiz.when(
                "prompt",
                exchange -> {
                    release.await();
                    throw new EOFException();
                });
        CompletableFuture<?> call =
                gateway.call("generateVideoTool", "tenant", Map.of("content", "prompt"), Map.of());
        await().until(() -> gauge("ledger.calls.running") == 1);
        release.countDown();
        call.join();
        postiz.when(
                "post",
                exchange -> {
                    postiz.create(exchange);
                    throw new EOFException();
                });
        gateway.call("schedulePostTool", "tenant", "post");

        await().until(() -> gauge("ledger.calls.running") == 0);
        await().atMost(ofSeconds(5)).until(() -> gauge("ledger.dead.letters.open") == 1);
        assertThat(gateway.counted("ledger.calls")).as("the generation and the post").isEqualTo(2);
        assertThat(gateway.counted("ledger.reconciliations")).isOne();
    }

    @Test
    void health_is_up_with_the_number_of_open_dead_letters_and_down_without_a_database() {
        Health up = indicator().health();
        LedgerHealthIndicator indicator = indicator();
        gateway.kill();
        Health down = indicator.health();

        assertThat(up.getStatus()).isEqualTo(Status.UP);
        assertThat(up.getDetails()).containsEntry("openDeadLetters", 0).containsKey("replica");
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_table_that_somebody_has_locked_is_down_as_calls_that_need_it_are_refused()
            throws Exception {
        String url = Database.POSTGRESQL.freshUrl();
        try (Gateway locked = Gateway.on(url, postiz);
                Connection other = DriverManager.getConnection(url)) {
            LedgerHealthIndicator indicator =
                    new LedgerHealthIndicator(
                            locked.bean(Replica.class),
                            locked.bean(DeadLetters.class),
                            locked.bean(DataSource.class));
            assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE ledger_call IN ACCESS EXCLUSIVE MODE");

            assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);

            other.rollback();
            assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
        }
    }
}
