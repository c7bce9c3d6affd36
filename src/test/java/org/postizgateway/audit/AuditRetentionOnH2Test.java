package org.postizgateway.audit;

import org.postizgateway.ledger.Database;

class AuditRetentionOnH2Test extends AuditRetentionSuite {

    AuditRetentionOnH2Test() {
        super(Database.H2);
    }
}
