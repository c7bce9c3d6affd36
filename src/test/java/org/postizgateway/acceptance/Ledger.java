package org.postizgateway.acceptance;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger as someone with a SQL prompt sees it. */
record Ledger(JdbcClient sql) {

    private static final List<String> TABLES =
            List.of(
                    "ledger_call",
                    "ledger_item",
                    "dead_letter",
                    "attempt_error",
                    "ration",
                    "replica",
                    "audit_entry",
                    "audit_chain");

    /** Calls whose request contains a text, oldest first. */
    List<Map<String, Object>> calls(SideEffect effect, String text) {
        return sql.sql(
                        "SELECT * FROM ledger_call WHERE tool = :tool AND request LIKE :text ORDER BY created_at")
                .param("tool", effect.tool)
                .param("text", "%" + text + "%")
                .query()
                .listOfRows();
    }

    int deadLetters(Object jobId) {
        return sql.sql("SELECT COUNT(*) FROM dead_letter WHERE job_id = :id")
                .param("id", jobId)
                .query(Integer.class)
                .single();
    }

    int errors(Object callId) {
        return sql.sql("SELECT COUNT(*) FROM attempt_error WHERE call_id = :id")
                .param("id", callId)
                .query(Integer.class)
                .single();
    }

    /** As if the time had come at which Postiz takes creates again. */
    void openRations() {
        sql.sql("DELETE FROM ration").update();
    }

    /** Every value of every row. */
    String everything() {
        StringBuilder text = new StringBuilder();
        TABLES.forEach(
                table ->
                        sql.sql("SELECT * FROM " + table)
                                .query()
                                .listOfRows()
                                .forEach(row -> text.append(row).append('\n')));
        return text.toString();
    }
}
