package org.postizgateway.config.ledger.migration;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.stereotype.Component;

/**
 * Makes the table {@code token_bucket} on PostgreSQL, where replicas count calls together. It is
 * unlogged: a call must not wait for a disk, and a bucket that is lost with a crash is a full one.
 * An H2 ledger has one process, which counts in memory.
 */
@Component
public final class TokenBucketTable implements JavaMigration {

    private static final String POSTGRESQL = "PostgreSQL";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("12.1");
    }

    @Override
    public String getDescription() {
        return "token bucket";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
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
