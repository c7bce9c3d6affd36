package org.postizgateway.ledger.model;

import org.junit.jupiter.api.Timeout;
import org.postizgateway.ledger.Database;

@Timeout(3600)
class HistoriesOnPostgresTest extends HistoriesSuite {

    HistoriesOnPostgresTest() {
        super(Database.POSTGRESQL, 15);
    }
}
