package org.postizgateway.audit;

import org.postizgateway.ledger.Database;

class AuditTrailOnPostgresTest extends AuditTrailSuite {

    AuditTrailOnPostgresTest() {
        super(Database.POSTGRESQL);
    }
}
