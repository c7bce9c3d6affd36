package org.postizgateway.config.ledger.migration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.migration.Context;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.Itemized;
import org.postizgateway.ledger.call.NewCall;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Takes the creates of several posts apart that were written before posts were told from each
 * other, so that each of them is recognised when it comes again. SQL cannot, as a fingerprint is a
 * hash over sorted JSON.
 */
@Component
public final class ItemsOfCreates extends LedgerMigration {

    /** The list in a create whose entries are its items. */
    static final String ITEMS_IN = "posts";

    private record Row(
            String id, String tenant, String tool, String state, String request, String result) {}

    public ItemsOfCreates() {
        super("2.1", "items of creates");
    }

    @Override
    public void migrate(Context context) {
        JdbcClient jdbc =
                JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
        jdbc.sql(
                        """
                        SELECT c.id, c.tenant, c.tool, c.state, c.request, i.result
                        FROM ledger_call c JOIN ledger_item i ON i.call_id = c.id
                        WHERE c.mode = 'INLINE'
                        """)
                .query(Row.class)
                .list()
                .forEach(row -> split(jdbc, row));
    }

    private static void split(JdbcClient jdbc, Row row) {
        Itemized request = Itemized.byEntries(JsonBody.read(row.request()), ITEMS_IN);
        if (request.count() < 2) {
            return;
        }
        jdbc.sql("DELETE FROM ledger_item WHERE call_id = :id").param("id", row.id()).update();
        for (int i = 0; i < request.count(); i++) {
            Optional<Object> result = result(row, i, request.count());
            String fingerprint = NewCall.fingerprint(row.tenant(), row.tool(), request.content(i));
            String state = state(row, result);
            jdbc.sql(
                            """
                            INSERT INTO ledger_item
                                (call_id, position, fingerprint, lock_key, state, result)
                            SELECT :id, :position, :fingerprint,
                                   CASE WHEN :open AND NOT EXISTS (SELECT 1 FROM ledger_item
                                                       WHERE lock_key = :fingerprint)
                                   THEN :fingerprint END,
                                   :state, :result
                            FROM ledger_call WHERE id = :id
                            """)
                    .param("id", row.id())
                    .param("position", i)
                    .param("fingerprint", fingerprint)
                    .param("open", state.equals("RUNNING") || state.equals("UNKNOWN"))
                    .param("state", state)
                    .param("result", result.map(JsonBody::write).orElse(null))
                    .update();
        }
    }

    private static Optional<Object> result(Row row, int position, int count) {
        return row.result() != null
                        && JsonBody.read(row.result()) instanceof List<?> results
                        && results.size() == count
                ? Optional.ofNullable(results.get(position))
                : Optional.empty();
    }

    /** Of a create that was made in part, the posts without an id were not. */
    private static String state(Row row, Optional<Object> result) {
        if (!row.state().equals("PARTLY_DONE")) {
            return row.state();
        }
        boolean there =
                result.filter(Map.class::isInstance)
                        .map(post -> ((Map<?, ?>) post).get("postId"))
                        .filter(id -> !id.toString().isEmpty())
                        .isPresent();
        return there ? "DONE" : "FAILED";
    }
}
