package org.postizgateway.ledger.publish;

import org.junit.jupiter.api.Nested;
import org.postizgateway.ledger.Database;

/** What {@code publishOnce} promises. */
class PublishOnceOnH2Test {

    @Nested
    class UnknownOutcome extends UnknownOutcomeSuite {

        UnknownOutcome() {
            super(Database.H2);
        }
    }

    @Nested
    class BrokenGateway extends BrokenGatewaySuite {

        BrokenGateway() {
            super(Database.H2);
        }
    }

    @Nested
    class Duplicate extends DuplicateSuite {

        Duplicate() {
            super(Database.H2);
        }
    }
}
