package org.postizgateway.ledger;

class MediaJobOnPostgresTest extends MediaJobSuite {

    MediaJobOnPostgresTest() {
        super(Database.POSTGRESQL);
    }
}
