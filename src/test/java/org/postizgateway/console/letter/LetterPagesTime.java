package org.postizgateway.console.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.postizgateway.acceptance.Product;
import org.postizgateway.console.Browser;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.Times;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Measures the pages of the console over a ledger with many dead letters and the calls that they
 * came from, on an H2 file and on PostgreSQL. Started by {@code bench/run.sh letters}; the argument
 * is how many there are.
 */
public final class LetterPagesTime {

    private static final int LETTERS = 100_000;
    private static final int BATCH = 5_000;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 21;
    private static final List<String> REASONS =
            List.of("THROTTLED", "RETRIES_EXHAUSTED", "OUTCOME_UNKNOWN", "BREAKER_OPEN");
    private static final List<String> PAGES =
            List.of(
                    "/console",
                    "/console/calls",
                    "/console/calls?tenant=tenant-7",
                    "/console/jobs",
                    "/console/jobs?state=failed",
                    "/console/calls/call-500",
                    "/console/dead-letters",
                    "/console/dead-letters?reason=throttled",
                    "/console/dead-letters?tenant=tenant-7",
                    "/console/dead-letters/all?action=replay",
                    "/console/dead-letters/letter-500",
                    "/console/routes",
                    "/console/tenants");

    private LetterPagesTime() {}

    public static void main(String[] arguments) throws IOException {
        int letters = arguments.length == 0 ? LETTERS : Integer.parseInt(arguments[0]);
        Path directory = Files.createTempDirectory("letter-pages");
        measure(
                "H2 file",
                Map.of("gateway.data-dir", directory.toString(), "ledger.url", ""),
                letters);
        measure("PostgreSQL", Map.of("ledger.url", Database.POSTGRESQL.freshUrl()), letters);
        System.exit(0);
    }

    private static void measure(String name, Map<String, String> settings, int letters) {
        try (PostizSandbox postiz = new PostizSandbox(SandboxSettings.forTests())) {
            postiz.start();
            try (Product gateway = Product.before(postiz, settings)) {
                fill(gateway.bean(NamedParameterJdbcOperations.class), letters);
                int port =
                        gateway.bean(Environment.class)
                                .getRequiredProperty("local.server.port", Integer.class);
                Browser operator = Browser.signedIn(port, Product.OPS_TOKEN);
                System.out.printf("%n%s, %,d dead letters and their calls%n", name, letters);
                PAGES.forEach(page -> time(operator, page));
            }
        }
    }

    private static void time(Browser operator, String path) {
        IntStream.range(0, WARM_UP).forEach(i -> get(operator, path));
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            get(operator, path);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%6.0f ms  at most %6.0f ms  %s%n",
                nanos[ROUNDS / 2] / 1e6,
                nanos[ROUNDS - 1] / 1e6,
                path);
    }

    private static void get(Browser operator, String path) {
        int status = operator.get(path).status();
        if (status != 200) {
            throw new IllegalStateException(path + " answered " + status);
        }
    }

    private static void fill(NamedParameterJdbcOperations sql, int letters) {
        Instant now = Times.now();
        for (int from = 0; from < letters; from += BATCH) {
            SqlParameterSource[] rows =
                    IntStream.range(from, Math.min(letters, from + BATCH))
                            .mapToObj(i -> row(i, now.minusSeconds(i)))
                            .toArray(SqlParameterSource[]::new);
            sql.batchUpdate(
                    """
                    INSERT INTO ledger_call (id, tenant, tool, route, mode, state, request, reason, message,
                                             attempts, work_ended, delivered, owner, run, created_at, sent_at,
                                             finished_at)
                    VALUES (:call, :tenant, :tool, :tool, 'BACKGROUND', 'FAILED', :request, :reason, 'It failed.',
                            1, TRUE, FALSE, 'replica', 0, :at, :at, :at)
                    """,
                    rows);
            sql.batchUpdate(
                    """
                    INSERT INTO ledger_item (call_id, position, fingerprint, state)
                    VALUES (:call, 0, :call, 'FAILED')
                    """,
                    rows);
            sql.batchUpdate(
                    """
                    INSERT INTO dead_letter (id, job_id, tenant, tool, state, reason, message, request,
                                             attempts, created_at, updated_at)
                    VALUES (:letter, :call, :tenant, :tool, 'OPEN', :reason, 'It failed.', :request, 1, :at, :at)
                    """,
                    rows);
        }
    }

    private static SqlParameterSource row(int i, Instant at) {
        return new MapSqlParameterSource()
                .addValue("call", "call-" + i)
                .addValue("letter", "letter-" + i)
                .addValue("tenant", "tenant-" + i % 50)
                .addValue("tool", i % 3 == 0 ? "generateVideoTool" : "generateImageTool")
                .addValue("reason", REASONS.get(i % REASONS.size()))
                .addValue("request", "{\"prompt\":\"A red fox number " + i + "\"}")
                .addValue("at", Times.sql(at));
    }
}
