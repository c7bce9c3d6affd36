package org.postizgateway.ledger.call.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallItem;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.Origin;
import org.postizgateway.outcome.Reason;

/** Reads rows of the two tables: a call whose items are still to come. */
record CallRow(String id, Function<List<CallItem>, LedgerCall> call) {

    static CallRow of(ResultSet row) throws SQLException {
        LedgerCall call =
                new LedgerCall(
                        row.getString("id"),
                        row.getString("tenant"),
                        new Origin(row.getString("source"), row.getString("trace_id")),
                        row.getString("tool"),
                        row.getString("route"),
                        Mode.valueOf(row.getString("mode")),
                        CallState.valueOf(row.getString("state")),
                        row.getString("request"),
                        Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                        Optional.ofNullable(row.getString("message")).orElse(""),
                        row.getInt("attempts"),
                        row.getBoolean("work_ended"),
                        Optional.ofNullable(row.getString("upstream_job")),
                        row.getBoolean("delivered"),
                        row.getString("owner"),
                        row.getInt("run"),
                        Times.instant(row, "created_at"),
                        Times.optional(row, "sent_at"),
                        Times.optional(row, "unclear_since"),
                        Times.optional(row, "finished_at"),
                        List.of());
        return new CallRow(call.id(), call::withItems);
    }

    static CallItem item(ResultSet row) throws SQLException {
        return new CallItem(
                row.getInt("position"),
                row.getString("fingerprint"),
                row.getString("lock_key") != null,
                CallState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("post")),
                Optional.ofNullable(row.getString("result")));
    }

    LedgerCall with(List<CallItem> items) {
        return call.apply(items);
    }
}
