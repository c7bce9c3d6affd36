package org.postizgateway.audit;

import org.postizgateway.ledger.Database;

class AuditRetentionOnPostgresTest extends AuditRetentionSuite {

    AuditRetentionOnPostgresTest() {
        super(Database.POSTGRESQL);
    }
}
