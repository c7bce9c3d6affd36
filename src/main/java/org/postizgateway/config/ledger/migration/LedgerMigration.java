package org.postizgateway.config.ledger.migration;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;

/** What SQL cannot do between two of the scripts in {@code db/migration}, in one transaction. */
abstract class LedgerMigration implements JavaMigration {

    private final String version;
    private final String description;

    /**
     * @param version behind that of the script it follows, such as 2.1
     * @param description as the history of the database has it
     */
    LedgerMigration(String version, String description) {
        this.version = version;
        this.description = description;
    }

    @Override
    public final MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(version);
    }

    @Override
    public final String getDescription() {
        return description;
    }

    @Override
    public final Integer getChecksum() {
        return null;
    }

    @Override
    public final boolean canExecuteInTransaction() {
        return true;
    }
}
