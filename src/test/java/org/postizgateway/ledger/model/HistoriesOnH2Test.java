package org.postizgateway.ledger.model;

import org.junit.jupiter.api.Timeout;
import org.postizgateway.ledger.Database;

@Timeout(3600)
class HistoriesOnH2Test extends HistoriesSuite {

    HistoriesOnH2Test() {
        super(Database.H2, 100);
    }
}
