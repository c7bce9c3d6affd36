package org.postizgateway.ledger;

class PublishOnceOnH2Test extends PublishOnceSuite {

    PublishOnceOnH2Test() {
        super(Database.H2);
    }
}
