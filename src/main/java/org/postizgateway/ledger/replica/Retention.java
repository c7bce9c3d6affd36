package org.postizgateway.ledger.replica;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.postizgateway.ledger.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes what is settled and old. Open dead letters stay until someone replays or discards them,
 * and their jobs with them.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** So that no statement takes long, however much has become old. */
    private static final int ROWS_AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final Duration retention;

    public Retention(JdbcClient jdbc, Duration retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    public void purge() {
        OffsetDateTime before = Times.sql(Times.now().minus(retention));
        int rows =
                delete(
                        "dead_letter",
                        "state IN ('RESOLVED', 'DISCARDED') AND updated_at < :before",
                        before);
        rows +=
                delete(
                        "ledger_call",
                        // the first condition says no more than the third, and has an index
                        "created_at < :before AND state NOT IN ('QUEUED', 'RUNNING')"
                                + " AND COALESCE(finished_at, unclear_since, created_at) < :before"
                                + " AND id NOT IN (SELECT job_id FROM dead_letter)",
                        before);
        rows +=
                delete(
                        "attempt_error",
                        "failed_at < :before AND call_id NOT IN (SELECT id FROM ledger_call)",
                        before);
        // what the ledger still expects would be found anew
        rows +=
                delete(
                        "post_delivery",
                        "found_at < :before AND NOT to_tell",
                        Times.sql(Times.now().minus(retention.multipliedBy(2))));
        jdbc.sql("DELETE FROM delivery_look WHERE looked_at < :before")
                .param("before", before)
                .update();
        rows += delete("letter_run", "finished_at < :before", before);
        jdbc.sql("DELETE FROM ration WHERE opens_at < :before").param("before", before).update();
        jdbc.sql("DELETE FROM post_lock WHERE until_at < :before").param("before", before).update();
        jdbc.sql("DELETE FROM replica WHERE seen_at < :before").param("before", before).update();
        if (rows > 0) {
            LOG.info("{} rows of the ledger were older than {} and are deleted", rows, retention);
        }
    }

    /** Deletes rows of a table with a column {@code id}. */
    private int delete(String table, String where, OffsetDateTime before) {
        String some =
                "DELETE FROM %s WHERE id IN (SELECT id FROM %s WHERE %s LIMIT %d)"
                        .formatted(table, table, where, ROWS_AT_ONCE);
        int all = 0;
        int deleted;
        do {
            deleted = jdbc.sql(some).param("before", before).update();
            all += deleted;
        } while (deleted == ROWS_AT_ONCE);
        return all;
    }
}
