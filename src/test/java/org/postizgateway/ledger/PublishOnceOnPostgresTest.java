package org.postizgateway.ledger;

class PublishOnceOnPostgresTest extends PublishOnceSuite {

    PublishOnceOnPostgresTest() {
        super(Database.POSTGRESQL);
    }
}
