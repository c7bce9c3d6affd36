package org.postizgateway.ledger;

import java.util.List;
import org.postizgateway.outcome.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The failed attempts of calls and media jobs. */
public final class AttemptErrors {

    private final JdbcClient jdbc;

    public AttemptErrors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(String callId, AttemptError error) {
        jdbc.sql(
                        "INSERT INTO attempt_error (call_id, attempt, failed_at, reason, message)"
                                + " VALUES (:call, :attempt, :at, :reason, :message)")
                .param("call", callId)
                .param("attempt", error.attempt())
                .param("at", Times.sql(error.at()))
                .param("reason", error.reason().name())
                .param("message", error.message())
                .update();
    }

    /** In the order in which they happened. */
    public List<AttemptError> of(String callId) {
        return jdbc.sql("SELECT * FROM attempt_error WHERE call_id = :call ORDER BY id")
                .param("call", callId)
                .query(
                        (row, n) ->
                                new AttemptError(
                                        row.getInt("attempt"),
                                        Times.instant(row, "failed_at"),
                                        Reason.valueOf(row.getString("reason")),
                                        row.getString("message")))
                .list();
    }
}
