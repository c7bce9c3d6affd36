package org.postizgateway.config.ledger.migration;

import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.migration.Context;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.Itemized;
import org.postizgateway.ledger.call.RequestText;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Writes beside the items of before which post they are about, a thousand at a time. SQL cannot, as
 * requests and results are JSON.
 */
@Component
public final class PostsOfItems extends LedgerMigration {

    private static final int ROWS_AT_ONCE = 1000;

    private record Item(String callId, int position, String request, String result) {

        private Optional<String> post() {
            return RequestText.whole(request)
                    .map(body -> Itemized.byEntries(body, ItemsOfCreates.ITEMS_IN))
                    .filter(items -> position < items.count())
                    .flatMap(items -> items.post(position))
                    .or(() -> Optional.ofNullable(result).flatMap(told -> told(told)));
        }

        private static Optional<String> told(String result) {
            return Ending.Item.done(result).post();
        }
    }

    public PostsOfItems() {
        super("15.1", "posts of items");
    }

    @Override
    public void migrate(Context context) {
        NamedParameterJdbcTemplate jdbc =
                new NamedParameterJdbcTemplate(
                        new SingleConnectionDataSource(context.getConnection(), true));
        List<Item> page = after(jdbc, new Item("", 0, "", ""));
        while (!page.isEmpty()) {
            write(jdbc, page);
            page = after(jdbc, page.get(page.size() - 1));
        }
    }

    private static List<Item> after(NamedParameterJdbcTemplate jdbc, Item last) {
        return jdbc.query(
                """
                SELECT i.call_id, i.position, c.request, i.result
                FROM ledger_item i JOIN ledger_call c ON c.id = i.call_id
                WHERE (i.call_id > :call OR (i.call_id = :call AND i.position > :position))
                AND c.mode = 'INLINE'
                ORDER BY i.call_id, i.position LIMIT :most
                """,
                new MapSqlParameterSource("call", last.callId())
                        .addValue("position", last.position())
                        .addValue("most", ROWS_AT_ONCE),
                (row, n) ->
                        new Item(
                                row.getString("call_id"),
                                row.getInt("position"),
                                row.getString("request"),
                                row.getString("result")));
    }

    private static void write(NamedParameterJdbcTemplate jdbc, List<Item> items) {
        SqlParameterSource[] known =
                items.stream()
                        .filter(item -> item.post().isPresent())
                        .map(
                                item ->
                                        new MapSqlParameterSource("call", item.callId())
                                                .addValue("position", item.position())
                                                .addValue("post", item.post().get()))
                        .toArray(SqlParameterSource[]::new);
        jdbc.batchUpdate(
                "UPDATE ledger_item SET post = :post WHERE call_id = :call AND position = :position",
                known);
    }
}
