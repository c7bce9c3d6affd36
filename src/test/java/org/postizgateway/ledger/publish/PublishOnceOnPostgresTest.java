package org.postizgateway.ledger.publish;

import org.junit.jupiter.api.Nested;
import org.postizgateway.ledger.Database;

/** What {@code publishOnce} promises. */
class PublishOnceOnPostgresTest {

    @Nested
    class UnknownOutcome extends UnknownOutcomeSuite {

        UnknownOutcome() {
            super(Database.POSTGRESQL);
        }
    }

    @Nested
    class BrokenGateway extends BrokenGatewaySuite {

        BrokenGateway() {
            super(Database.POSTGRESQL);
        }
    }

    @Nested
    class Duplicate extends DuplicateSuite {

        Duplicate() {
            super(Database.POSTGRESQL);
        }
    }
}
