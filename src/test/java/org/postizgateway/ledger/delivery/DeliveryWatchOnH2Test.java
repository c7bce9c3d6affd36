package org.postizgateway.ledger.delivery;

import org.postizgateway.ledger.Database;

class DeliveryWatchOnH2Test extends DeliveryWatchSuite {

    DeliveryWatchOnH2Test() {
        super(Database.H2);
    }
}
