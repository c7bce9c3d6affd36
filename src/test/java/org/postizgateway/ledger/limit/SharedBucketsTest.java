package org.postizgateway.ledger.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postizgateway.bound.CallLimit;
import org.postizgateway.bound.TokenStore;
import org.postizgateway.config.ledger.migration.ItemsOfCreates;
import org.postizgateway.config.ledger.migration.TokenBucketTable;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.model.FragileDatabase;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Replicas count calls together in a PostgreSQL, and each alone while it is away. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SharedBucketsTest {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String WARNING = "Each replica counts calls alone now";

    private final String url = Database.POSTGRESQL.freshUrl();
    @AutoClose private final HikariDataSource pool = pool();

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        return new HikariDataSource(config);
    }

    @BeforeEach
    void migrate() {
        Flyway.configure()
                .dataSource(pool)
                .javaMigrations(new ItemsOfCreates(), new TokenBucketTable())
                .load()
                .migrate();
    }

    private long granted(CallLimit limit, int attempts) {
        return IntStream.range(0, attempts).filter(i -> limit.pass("caller").isEmpty()).count();
    }

    @Test
    void three_replicas_that_are_asked_at_once_give_a_caller_the_limit_once() {
        int perSecond = 100;
        List<CallLimit> replicas =
                Stream.generate(() -> new SharedBuckets(pool, PAUSE))
                        .limit(3)
                        .map(shared -> CallLimit.shared(shared.of("caller", perSecond), perSecond))
                        .toList();
        long begun = System.nanoTime();

        List<CompletableFuture<Long>> counts =
                replicas.stream()
                        .map(
                                limit ->
                                        CompletableFuture.supplyAsync(
                                                () -> granted(limit, 2 * perSecond), threads))
                        .toList();
        long granted = counts.stream().mapToLong(CompletableFuture::join).sum();

        double seconds = (System.nanoTime() - begun) / 1e9;
        // what came back meanwhile, and one because the clocks were read at different times
        assertThat(granted).isBetween(100L, (long) Math.ceil(perSecond * (1 + seconds)) + 1);
    }

    @Test
    void another_rate_and_another_owner_are_counted_apart() {
        SharedBuckets shared = new SharedBuckets(pool, PAUSE);

        assertThat(shared.of("caller", 5).take("one", 5)).isEqualTo(5);
        assertThat(shared.of("caller", 5).take("other", 5)).isEqualTo(5);
        assertThat(shared.of("caller", 6).take("one", 6)).isEqualTo(6);
        assertThat(shared.of("all", 5).take("one", 5)).isEqualTo(5);
    }

    @Test
    void without_the_database_a_replica_counts_alone_says_so_once_and_goes_back(
            CapturedOutput log) {
        FragileDatabase way = new FragileDatabase(pool, url);
        SharedBuckets shared = new SharedBuckets(way, PAUSE);
        TokenStore tokens = shared.of("caller", 5);
        assertThat(tokens.take("caller", 5)).isEqualTo(5);
        way.breakWith(
                () -> {
                    throw FragileDatabase.lost();
                });

        long alone = IntStream.range(0, 20).mapToLong(i -> tokens.take("caller", 1)).sum();

        assertThat(alone).isGreaterThanOrEqualTo(5);
        await().until(() -> tokens.take("caller", 1) == 0 && !shared.areShared());
        assertThat(log.getAll().split(WARNING, -1)).hasSize(2);
        way.heal();
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            tokens.take("caller", 1);
                            return shared.areShared();
                        });
        assertThat(log).contains("Replicas count calls together again");
    }

    @Test
    void replicas_count_together_again_although_nobody_calls() {
        FragileDatabase way = new FragileDatabase(pool, url);
        SharedBuckets shared = new SharedBuckets(way, PAUSE);
        TokenStore tokens = shared.of("caller", 5);
        way.breakWith(
                () -> {
                    throw FragileDatabase.lost();
                });
        IntStream.range(0, 3).forEach(i -> tokens.take("caller", 1));
        assertThat(shared.areShared()).isFalse();
        way.heal();

        await().until(
                        () -> {
                            shared.tryAgain();
                            return shared.areShared();
                        });
    }

    @Test
    void buckets_that_nobody_uses_are_removed() throws SQLException {
        SharedBuckets shared = new SharedBuckets(pool, PAUSE);
        shared.of("caller", 5).take("one", 1);
        shared.of("caller", 5).take("other", 1);
        JdbcClient sql = JdbcClient.create(pool);
        sql.sql("UPDATE token_bucket SET expires_at = 0 WHERE id = 'caller/5/one'").update();

        shared.maintain();

        assertThat(sql.sql("SELECT id FROM token_bucket").query(String.class).list())
                .containsExactly("caller/5/other");
    }
}
