package org.postizgateway.ledger.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.postizgateway.ledger.Times;
import org.postizgateway.outcome.Reason;

/** Reads rows of the table {@code dead_letter}. */
public final class DeadLetterRow {

    private DeadLetterRow() {}

    static DeadLetter whole(ResultSet row, int n) throws SQLException {
        return letter(row, row.getString("request"));
    }

    /**
     * A dead letter whose request is empty, of a row in which that is not read.
     *
     * @param n number of the row, which makes no difference
     * @throws SQLException when a column is missing, or the row cannot be read
     */
    public static DeadLetter withoutRequest(ResultSet row, int n) throws SQLException {
        return letter(row, "");
    }

    private static DeadLetter letter(ResultSet row, String request) throws SQLException {
        return new DeadLetter(
                row.getString("id"),
                row.getString("job_id"),
                row.getString("tenant"),
                row.getString("tool"),
                DeadLetterState.valueOf(row.getString("state")),
                Reason.valueOf(row.getString("reason")),
                row.getString("message"),
                request,
                row.getInt("attempts"),
                Times.instant(row, "created_at"),
                Times.instant(row, "updated_at"));
    }
}
