package org.postizgateway.ledger.model;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what a ledger holds older. */
record Later(JdbcClient sql) {

    void by(long seconds) {
        shift("ledger_call", seconds, "created_at", "sent_at", "unclear_since", "next_look_at");
        shift("ledger_call", seconds, "finished_at");
        shift("replica", seconds, "seen_at");
    }

    private void shift(String table, long seconds, String... columns) {
        for (String column : columns) {
            sql.sql(
                            "UPDATE %1$s SET %2$s = %2$s - INTERVAL '1' SECOND * %3$d"
                                    .formatted(table, column, seconds))
                    .update();
        }
    }
}
