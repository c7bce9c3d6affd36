package org.postizgateway.ledger.cost;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Fills a ledger with calls that have ended: creates of one tenant, one every twenty minutes, and a
 * tenth as many generations of others that failed. The statistics of the database know of them.
 */
final class FilledLedger {

    private static final String CALLS =
            """
            INSERT INTO ledger_call (id, tenant, tool, route, mode, state, request, attempts, work_ended,
                                     delivered, owner, run, created_at, sent_at, finished_at)
            SELECT '%1$s-' || x, '%2$s', '%3$s', '%3$s', '%4$s', '%5$s', '{"posts":[{"content":"Post"}]}', 1,
                   TRUE, TRUE, 'earlier', 0,
                   CURRENT_TIMESTAMP - x * INTERVAL '20' MINUTE, CURRENT_TIMESTAMP - x * INTERVAL '20' MINUTE,
                   CURRENT_TIMESTAMP - x * INTERVAL '20' MINUTE
            FROM generate_series(%6$d, %7$d) AS s (x)
            """;

    private static final String ITEMS =
            """
            INSERT INTO ledger_item (call_id, position, fingerprint, state, post, result)
            SELECT '%1$s-' || x, 0, 'fingerprint-%1$s-' || x, '%2$s', 'post-%1$s-' || x,
                   '{"integration":"channel","postId":"post-%1$s-' || x || '"}'
            FROM generate_series(%3$d, %4$d) AS s (x)
            """;

    private static final String ERRORS =
            """
            INSERT INTO attempt_error (call_id, attempt, failed_at, reason, message)
            SELECT 'media-' || x, 1, CURRENT_TIMESTAMP, 'REFUSED', 'Refused' FROM generate_series(%d, %d) AS s (x)
            """;

    private FilledLedger() {}

    /** Adds creates until there are as many, of {@code tenant} with {@code tool}. */
    static void fill(DataSource database, String tenant, String tool, int from, int to)
            throws SQLException {
        int some = from / 10;
        int more = to / 10;
        run(
                database,
                List.of(
                        CALLS.formatted("create", tenant, tool, "INLINE", "DONE", from + 1, to),
                        ITEMS.formatted("create", "DONE", from + 1, to),
                        CALLS.formatted(
                                "media",
                                "another tenant",
                                "generateVideoTool",
                                "BACKGROUND",
                                "FAILED",
                                some + 1,
                                more),
                        ITEMS.formatted("media", "FAILED", some + 1, more),
                        ERRORS.formatted(some + 1, more),
                        "ANALYZE"));
    }

    private static void run(DataSource database, List<String> statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
