package org.postizgateway.ledger.limit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.postizgateway.bound.CallLimit;
import org.postizgateway.config.ledger.migration.ItemsOfCreates;
import org.postizgateway.config.ledger.migration.TokenBucketTable;
import org.postizgateway.ledger.Database;

/**
 * Measures what it costs a call to be counted for all replicas, and how much three replicas on one
 * PostgreSQL give one caller who asks all of them without a pause. Started by {@code bench/run.sh
 * limits}.
 */
public final class LimitCost {

    private static final int REPLICAS = 3;
    private static final int PER_SECOND = 50;
    private static final int UNLIMITED = 1_000_000;
    private static final int CALLS = 5_000;
    private static final Duration LASTS = Duration.ofSeconds(10);

    private LimitCost() {}

    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Database.POSTGRESQL.freshUrl());
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Flyway.configure()
                    .dataSource(pool)
                    .javaMigrations(new ItemsOfCreates(), new TokenBucketTable())
                    .load()
                    .migrate();
            cost("in memory", CallLimit.local(UNLIMITED));
            SharedBuckets shared = new SharedBuckets(pool, LASTS);
            cost(
                    "PostgreSQL, each call",
                    new CallLimit(shared.of("each", UNLIMITED), UNLIMITED, 1, System::nanoTime));
            cost(
                    "PostgreSQL, 5 at a time",
                    new CallLimit(shared.of("five", UNLIMITED), 50, 5, System::nanoTime));
            once(pool);
        }
        System.exit(0);
    }

    private static void cost(String name, CallLimit limit) {
        nanos(limit);
        long[] nanos = nanos(limit);
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-24s mean %.3f ms, median %.3f ms, p99 %.3f ms%n",
                name,
                LongStream.of(nanos).average().orElseThrow() / 1e6,
                nanos[CALLS / 2] / 1e6,
                nanos[CALLS * 99 / 100] / 1e6);
    }

    private static long[] nanos(CallLimit limit) {
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            if (limit.pass("caller").isPresent()) {
                throw new IllegalStateException("A call was refused");
            }
            nanos[i] = System.nanoTime() - begun;
        }
        return nanos;
    }

    private static void once(HikariDataSource pool) {
        ExecutorService threads = Executors.newFixedThreadPool(REPLICAS);
        long begun = System.nanoTime();
        List<CompletableFuture<Long>> replicas = new ArrayList<>();
        for (int i = 0; i < REPLICAS; i++) {
            CallLimit limit =
                    CallLimit.shared(
                            new SharedBuckets(pool, LASTS).of("caller", PER_SECOND), PER_SECOND);
            replicas.add(CompletableFuture.supplyAsync(() -> granted(limit, begun), threads));
        }
        long granted = replicas.stream().mapToLong(CompletableFuture::join).sum();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double limit = PER_SECOND * (1 + seconds);
        System.out.printf(
                Locale.ROOT,
                "%d replicas, %d per second, %.1f s: %d calls, the limit is %.0f: %.2f x%n",
                REPLICAS,
                PER_SECOND,
                seconds,
                granted,
                limit,
                granted / limit);
        threads.shutdown();
    }

    private static long granted(CallLimit limit, long begun) {
        long granted = 0;
        while (System.nanoTime() - begun < LASTS.toNanos()) {
            if (limit.pass("caller").isEmpty()) {
                granted++;
            } else {
                Thread.onSpinWait();
            }
        }
        return granted;
    }
}
