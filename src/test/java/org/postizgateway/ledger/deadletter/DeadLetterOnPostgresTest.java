package org.postizgateway.ledger.deadletter;

import org.junit.jupiter.api.Nested;
import org.postizgateway.ledger.Database;

/** What operators can do with dead letters. */
class DeadLetterOnPostgresTest {

    @Nested
    class Replay extends ReplaySuite {

        Replay() {
            super(Database.POSTGRESQL);
        }
    }

    @Nested
    class DeadLetterList extends DeadLetterListSuite {

        DeadLetterList() {
            super(Database.POSTGRESQL);
        }
    }
}
