package org.postizgateway.acceptance;

import org.postizgateway.ledger.Database;

class ConcurrentItemsOnH2Test extends ConcurrentItemsSuite {

    ConcurrentItemsOnH2Test() {
        super(Database.H2);
    }
}
