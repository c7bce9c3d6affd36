package org.postizgateway.config.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postizgateway.bound.CallLimit;
import org.postizgateway.config.ledger.database.LedgerDatabase;
import org.postizgateway.ledger.limit.SharedBuckets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where calls to Postiz are counted: in a PostgreSQL ledger for all replicas, else in memory. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);
    private static final Duration MAINTAINED = Duration.ofMinutes(1);
    private static final int CONNECTIONS = 4;
    private static final long CONNECTION_TIMEOUT_MS = 1_000;
    private static final String SOCKET_TIMEOUT_S = "2";

    /** Connections of their own: no call waits for one as long as the ledger's may. */
    record Counting(Optional<HikariDataSource> pool, Optional<SharedBuckets> buckets)
            implements AutoCloseable {

        @Override
        public void close() {
            pool.ifPresent(HikariDataSource::close);
        }
    }

    @Bean
    Counting limitCounting(HikariDataSource ledger, MeterRegistry registry) {
        Optional<HikariDataSource> pool =
                LedgerDatabase.isEmbedded(ledger.getJdbcUrl())
                        ? Optional.empty()
                        : Optional.of(pool(ledger));
        Counting counting =
                new Counting(pool, pool.map(source -> new SharedBuckets(source, LEFT_ALONE)));
        Gauge.builder(
                        "gateway.limits.shared",
                        counting,
                        c -> c.buckets().map(SharedBuckets::areShared).orElse(true) ? 1 : 0)
                .description("Whether calls to Postiz are counted for all replicas together")
                .register(registry);
        return counting;
    }

    private static HikariDataSource pool(HikariDataSource ledger) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("limits");
        hikari.setJdbcUrl(ledger.getJdbcUrl());
        hikari.setUsername(ledger.getUsername());
        hikari.setPassword(ledger.getPassword());
        hikari.setMaximumPoolSize(CONNECTIONS);
        hikari.setMinimumIdle(1);
        hikari.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        hikari.setInitializationFailTimeout(-1);
        hikari.setExceptionOverrideClassName(ledger.getExceptionOverrideClassName());
        hikari.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_S);
        return new HikariDataSource(hikari);
    }

    @Bean
    CallLimit.Factory callLimitFactory(Counting counting) {
        return (name, perSecond) ->
                counting.buckets()
                        .map(shared -> CallLimit.shared(shared.of(name, perSecond), perSecond))
                        .orElseGet(() -> CallLimit.local(perSecond));
    }

    @Bean
    LedgerTask limitMaintenance(Counting counting) {
        return new LedgerTask(
                "buckets of limits",
                counting.buckets().isPresent() ? MAINTAINED : Duration.ZERO,
                () -> counting.buckets().ifPresent(LimitConfiguration::maintain));
    }

    @Bean
    LedgerTask limitsTriedAgain(Counting counting) {
        return new LedgerTask(
                "limits that are counted alone",
                counting.buckets().isPresent() ? LEFT_ALONE : Duration.ZERO,
                () -> counting.buckets().ifPresent(SharedBuckets::tryAgain));
    }

    private static void maintain(SharedBuckets buckets) {
        try {
            buckets.maintain();
        } catch (SQLException e) {
            throw new IllegalStateException("The limits cannot be maintained", e);
        }
    }
}
