package org.postizgateway.audit;

import org.postizgateway.ledger.Database;

class AuditTrailOnH2Test extends AuditTrailSuite {

    AuditTrailOnH2Test() {
        super(Database.H2);
    }
}
