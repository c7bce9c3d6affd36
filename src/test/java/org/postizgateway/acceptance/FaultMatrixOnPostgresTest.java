package org.postizgateway.acceptance;

import org.postizgateway.ledger.Database;

class FaultMatrixOnPostgresTest extends FaultMatrixSuite {

    FaultMatrixOnPostgresTest() {
        super(Database.POSTGRESQL);
    }
}
