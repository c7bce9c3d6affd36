package org.postizgateway.ledger.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.PageCursor;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;

/** A filter as conditions in SQL. Only what is written here is joined; values are parameters. */
final class LetterConditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    LetterConditions(DeadLetterFilter filter) {
        filter.tool().ifPresent(tool -> add("tool = :tool", "tool", tool));
        filter.tenant().ifPresent(tenant -> add("tenant = :tenant", "tenant", tenant));
        filter.reason().ifPresent(reason -> add("reason = :reason", "reason", reason.name()));
        filter.since().ifPresent(since -> add("created_at >= :since", "since", Times.sql(since)));
    }

    /** Only what comes after the cursor. */
    LetterConditions after(Optional<PageCursor> cursor) {
        cursor.ifPresent(
                end -> {
                    conditions.add("created_at <= :at AND (created_at < :at OR id < :last)");
                    parameters.put("at", Times.sql(end.createdAt()));
                    parameters.put("last", end.id());
                });
        return this;
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    /** To be put behind another condition. */
    String and() {
        return conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
