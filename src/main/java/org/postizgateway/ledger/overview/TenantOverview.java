package org.postizgateway.ledger.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.postizgateway.ledger.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which tenants had calls with a side effect lately, and what came of them. */
public final class TenantOverview {

    /** What {@link #latest} tells of. */
    public static final Duration WINDOW = Duration.ofDays(1);

    /** So that a busy day does not make a page slow. */
    public static final int MOST_CALLS = 10_000;

    private final JdbcClient jdbc;

    public TenantOverview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Calls of a tenant within {@link #WINDOW}, among the newest {@value #MOST_CALLS} of all.
     *
     * @param tenant keyed hash
     * @param withoutResult of the calls: those that failed or are unknown
     * @param jobs generations among the calls
     * @param openJobs generations that wait or run
     */
    public record TenantCalls(
            String tenant,
            Instant lastCall,
            int calls,
            int withoutResult,
            int jobs,
            int openJobs) {}

    /** The one with the latest call first. */
    public List<TenantCalls> latest(int limit) {
        return jdbc.sql(
                        """
                        SELECT tenant, MAX(created_at) AS last_call, COUNT(*) AS calls,
                               SUM(CASE WHEN state IN ('FAILED', 'UNKNOWN') THEN 1 ELSE 0 END) AS without_result,
                               SUM(CASE WHEN mode = 'BACKGROUND' THEN 1 ELSE 0 END) AS jobs,
                               SUM(CASE WHEN mode = 'BACKGROUND' AND state IN ('QUEUED', 'RUNNING')
                                        THEN 1 ELSE 0 END) AS open_jobs
                        FROM (SELECT tenant, state, mode, created_at FROM ledger_call
                              WHERE created_at >= :since
                              ORDER BY created_at DESC, id DESC LIMIT :newest) newest
                        GROUP BY tenant ORDER BY last_call DESC, tenant LIMIT :limit
                        """)
                .param("since", Times.sql(Times.now().minus(WINDOW)))
                .param("newest", MOST_CALLS)
                .param("limit", limit)
                .query(
                        (row, n) ->
                                new TenantCalls(
                                        row.getString("tenant"),
                                        Times.instant(row, "last_call"),
                                        row.getInt("calls"),
                                        row.getInt("without_result"),
                                        row.getInt("jobs"),
                                        row.getInt("open_jobs")))
                .list();
    }
}
