package org.postizgateway.acceptance;

import org.postizgateway.ledger.Database;

class FaultMatrixOnH2Test extends FaultMatrixSuite {

    FaultMatrixOnH2Test() {
        super(Database.H2);
    }
}
