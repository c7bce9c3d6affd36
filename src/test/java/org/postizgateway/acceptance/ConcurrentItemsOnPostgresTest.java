package org.postizgateway.acceptance;

import org.postizgateway.ledger.Database;

class ConcurrentItemsOnPostgresTest extends ConcurrentItemsSuite {

    ConcurrentItemsOnPostgresTest() {
        super(Database.POSTGRESQL);
    }
}
