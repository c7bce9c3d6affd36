package org.postizgateway.ledger.cost;

import static java.util.concurrent.CompletableFuture.runAsync;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.postizgateway.config.ledger.migration.ItemsOfCreates;
import org.postizgateway.config.ledger.migration.PostsOfItems;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.model.FragileDatabase;
import org.postizgateway.ledger.model.LedgerNode;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what the ledger costs a create, before a Postiz that answers at once: one after the
 * other, statements, and time beside that of a single row inserted into the same database; and how
 * many a second there are when callers create at once. Started by {@code bench/run.sh ledger}; the
 * arguments are how many creates are measured, and how many others the ledger holds already, once
 * for each such number.
 */
public final class CreateCost {

    private static final int CREATES = 2_000;
    private static final int WARM_UP = 1_000;
    private static final int CALLERS = 16;
    private static final String TENANT = "tenant";

    private CreateCost() {}

    /** In microseconds. */
    private record Times(double median, double p99) {

        static Times of(int count, IntConsumer work) {
            long[] nanos = new long[count];
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                work.accept(i);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            return new Times(nanos[count / 2] / 1e3, nanos[count * 99 / 100] / 1e3);
        }
    }

    /** How much reaches the database, commits included. */
    private static final class Counting implements FragileDatabase.Fault {

        private final AtomicLong statements = new AtomicLong();

        @Override
        public void before() {
            // counted when it was carried out
        }

        @Override
        public void after() throws SQLException {
            statements.incrementAndGet();
        }
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int creates = arguments.length == 0 ? CREATES : Integer.parseInt(arguments[0]);
        int[] rows =
                arguments.length < 2
                        ? new int[] {0}
                        : Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        Path directory = Files.createTempDirectory("create-cost");
        // with the options that the gateway opens its own file with
        measure(
                "H2 file",
                "jdbc:h2:async:"
                        + directory.resolve("ledger")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;MAX_COMPACT_TIME=0",
                creates,
                rows);
        measure("PostgreSQL", Database.POSTGRESQL.freshUrl(), creates, rows);
        System.exit(0);
    }

    private static void measure(String name, String url, int creates, int[] rows)
            throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Flyway.configure()
                    .dataSource(pool)
                    .javaMigrations(new ItemsOfCreates(), new PostsOfItems())
                    .load()
                    .migrate();
            JdbcClient sql = JdbcClient.create(pool);
            sql.sql("CREATE TABLE one_row (id INT PRIMARY KEY, content VARCHAR(100))").update();
            int there = 0;
            for (int wanted : rows) {
                FilledLedger.fill(pool, TENANT, Tool.schedulePostTool.name(), there, wanted);
                there = wanted;
                measure(name + ", " + wanted + " calls before", pool, url, creates);
            }
        }
    }

    private static void measure(String name, HikariDataSource pool, String url, int creates) {
        JdbcClient sql = JdbcClient.create(pool);
        sql.sql("DELETE FROM one_row").update();
        IntConsumer insert =
                i -> sql.sql("INSERT INTO one_row VALUES (?, 'x')").params(List.of(i)).update();
        String run = UUID.randomUUID().toString();
        FragileDatabase database = new FragileDatabase(pool, url);
        Counting counting = new Counting();
        try (LedgerNode node =
                new LedgerNode(
                        database,
                        exchange -> exchange.getMessage().setBody(List.of(Map.of("id", "p"))),
                        LedgerNode.NO_LISTS,
                        Map.of("ledger.patience", "45s", "ledger.poll-interval", "1h"))) {
            IntConsumer create = i -> create(node, run + i);
            Times.of(WARM_UP, i -> insert.accept(-1 - i));
            Times.of(WARM_UP, i -> create.accept(-1 - i));
            database.breakWith(counting);
            Times made = Times.of(creates, create);
            database.heal();
            Times inserted = Times.of(creates, insert);
            double atOnce = perSecond(creates, i -> create.accept(creates + i));
            System.out.printf(
                    Locale.ROOT,
                    "%-32s  create: %.1f statements and commits, median %.0f µs, p99 %.0f µs;"
                            + " one row: median %.0f µs, p99 %.0f µs; ratio of medians %.1f;"
                            + " %d callers at once: %.0f creates/s%n",
                    name,
                    (double) counting.statements.get() / creates,
                    made.median(),
                    made.p99(),
                    inserted.median(),
                    inserted.p99(),
                    made.median() / inserted.median(),
                    CALLERS,
                    atOnce);
        }
    }

    private static double perSecond(int count, IntConsumer work) {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            long start = System.nanoTime();
            CompletableFuture.allOf(
                            IntStream.range(0, count)
                                    .mapToObj(i -> runAsync(() -> work.accept(i), callers))
                                    .toArray(CompletableFuture[]::new))
                    .join();
            return count / ((System.nanoTime() - start) / 1e9);
        } finally {
            callers.shutdown();
        }
    }

    private static void create(LedgerNode node, String text) {
        boolean failed =
                node.call(
                                Tool.schedulePostTool,
                                TENANT,
                                Map.of("posts", List.of(Map.of("content", text))),
                                Map.of())
                        .join()
                        .isFailed();
        if (failed) {
            throw new IllegalStateException("A create failed");
        }
    }
}
