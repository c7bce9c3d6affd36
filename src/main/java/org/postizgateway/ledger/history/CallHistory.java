package org.postizgateway.ledger.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.PageCursor;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.outcome.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The calls with a side effect that the ledger has, page by page. */
public final class CallHistory {

    /** Generations that tell how long one takes. */
    private static final int USUAL = 20;

    private static final int RECENT = 200;

    private final JdbcClient jdbc;

    /**
     * @param next where the next page begins; empty on the last one
     */
    public record Page(List<CallSummary> calls, Optional<PageCursor> next) {}

    public CallHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    public Page page(CallFilter filter, Optional<PageCursor> after) {
        List<String> where = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new LinkedHashMap<>();
        filter.mode().ifPresent(mode -> put(where, values, "mode = :mode", "mode", mode.name()));
        filter.tool().ifPresent(tool -> put(where, values, "tool = :tool", "tool", tool));
        filter.tenant().ifPresent(t -> put(where, values, "tenant = :tenant", "tenant", t));
        filter.state().ifPresent(s -> put(where, values, "state = :state", "state", s.name()));
        filter.since()
                .ifPresent(
                        since ->
                                put(
                                        where,
                                        values,
                                        "created_at >= :since",
                                        "since",
                                        Times.sql(since)));
        filter.text()
                .ifPresent(
                        text ->
                                put(
                                        where,
                                        values,
                                        "LOWER(request) LIKE :text ESCAPE '!'",
                                        "text",
                                        "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%"));
        after.ifPresent(
                end -> {
                    where.add("created_at <= :at AND (created_at < :at OR id < :last)");
                    values.put("at", Times.sql(end.createdAt()));
                    values.put("last", end.id());
                });
        // H2 takes an order from an index only where it begins as the index does.
        String kind = filter.mode().isPresent() && filter.tenant().isEmpty() ? "mode, " : "";
        List<CallSummary> calls =
                jdbc.sql(
                                "SELECT id, tenant, tool, mode, state, reason, message, attempts,"
                                        + " created_at, finished_at FROM ledger_call WHERE "
                                        + String.join(" AND ", where)
                                        + " ORDER BY "
                                        + kind
                                        + "created_at DESC, id DESC LIMIT :limit")
                        .params(values)
                        .param("limit", filter.limit() + 1)
                        .query(CallHistory::map)
                        .list();
        if (calls.size() <= filter.limit()) {
            return new Page(calls, Optional.empty());
        }
        CallSummary last = calls.get(filter.limit() - 1);
        return new Page(
                calls.subList(0, filter.limit()),
                Optional.of(new PageCursor(last.createdAt(), last.id())));
    }

    /**
     * How long the last generations of a tool took at Postiz, at the median; empty when none of the
     * last {@value #RECENT} of all tools was one that succeeded.
     */
    public Optional<Duration> usual(String tool) {
        List<Duration> took =
                jdbc
                        .sql(
                                """
                                SELECT sent_at, finished_at FROM (
                                SELECT id, tool, state, created_at, sent_at, finished_at FROM ledger_call WHERE mode = 'BACKGROUND'
                                ORDER BY mode, created_at DESC, id DESC LIMIT :recent) recent
                                WHERE tool = :tool AND state = 'DONE' AND sent_at IS NOT NULL
                                ORDER BY created_at DESC, id DESC LIMIT :limit
                                """)
                        .param("recent", RECENT)
                        .param("tool", tool)
                        .param("limit", USUAL)
                        .query(
                                (row, n) ->
                                        Duration.between(
                                                Times.instant(row, "sent_at"),
                                                Times.instant(row, "finished_at")))
                        .list()
                        .stream()
                        .sorted()
                        .toList();
        return took.isEmpty() ? Optional.empty() : Optional.of(took.get(took.size() / 2));
    }

    private static void put(
            List<String> where,
            Map<String, Object> values,
            String condition,
            String name,
            Object value) {
        where.add(condition);
        values.put(name, value);
    }

    private static String escaped(String text) {
        return text.replaceAll("([!%_])", "!$1");
    }

    private static CallSummary map(ResultSet row, int n) throws SQLException {
        return new CallSummary(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("tool"),
                Mode.valueOf(row.getString("mode")),
                CallState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                Optional.ofNullable(row.getString("message")).orElse(""),
                row.getInt("attempts"),
                Times.instant(row, "created_at"),
                Times.optional(row, "finished_at"));
    }
}
