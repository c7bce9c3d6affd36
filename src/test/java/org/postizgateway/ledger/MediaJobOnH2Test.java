package org.postizgateway.ledger;

class MediaJobOnH2Test extends MediaJobSuite {

    MediaJobOnH2Test() {
        super(Database.H2);
    }
}
