package org.postizgateway.ledger.delivery;

import org.postizgateway.ledger.Database;

class DeliveryWatchOnPostgresTest extends DeliveryWatchSuite {

    DeliveryWatchOnPostgresTest() {
        super(Database.POSTGRESQL);
    }
}
