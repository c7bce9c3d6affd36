package org.postizgateway.config.ledger.migration;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.Context;
import org.springframework.stereotype.Component;

/**
 * Makes the table {@code token_bucket} on PostgreSQL, where replicas count calls together. It is
 * unlogged: a call must not wait for a disk, and a bucket that is lost with a crash is a full one.
 * An H2 ledger has one process, which counts in memory.
 */
@Component
public final class TokenBucketTable extends LedgerMigration {

    private static final String POSTGRESQL = "PostgreSQL";

    public TokenBucketTable() {
        super("12.1", "token bucket");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        String database = context.getConnection().getMetaData().getDatabaseProductName();
        if (!POSTGRESQL.equals(database)) {
            return;
        }
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(
                    "CREATE UNLOGGED TABLE token_bucket ("
                            + "id VARCHAR(200) PRIMARY KEY, state BYTEA, expires_at BIGINT)");
        }
    }
}
