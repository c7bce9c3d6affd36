package org.postizgateway.ledger;

class DeadLetterOnH2Test extends DeadLetterSuite {

    DeadLetterOnH2Test() {
        super(Database.H2);
    }
}
