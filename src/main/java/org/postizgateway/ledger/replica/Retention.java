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
                        "dead_letter WHERE state IN ('RESOLVED', 'DISCARDED')"
                                + " AND updated_at < :before",
                        before);
        rows +=
                delete(
                        "ledger_call WHERE state NOT IN ('QUEUED', 'RUNNING')"
                                + " AND COALESCE(finished_at, unclear_since, created_at) < :before"
                                + " AND id NOT IN (SELECT job_id FROM dead_letter)",
                        before);
        rows +=
                delete(
                        "attempt_error WHERE failed_at < :before"
                                + " AND call_id NOT IN (SELECT id FROM ledger_call)",
                        before);
        delete("ration WHERE opens_at < :before", before);
        delete("replica WHERE seen_at < :before", before);
        if (rows > 0) {
            LOG.info("{} rows of the ledger were older than {} and are deleted", rows, retention);
        }
    }

    private int delete(String what, OffsetDateTime before) {
        return jdbc.sql("DELETE FROM " + what).param("before", before).update();
    }
}
