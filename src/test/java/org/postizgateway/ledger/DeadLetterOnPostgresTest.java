package org.postizgateway.ledger;

class DeadLetterOnPostgresTest extends DeadLetterSuite {

    DeadLetterOnPostgresTest() {
        super(Database.POSTGRESQL);
    }
}
