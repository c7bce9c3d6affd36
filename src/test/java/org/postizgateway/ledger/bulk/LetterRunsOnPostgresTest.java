package org.postizgateway.ledger.bulk;

import org.junit.jupiter.api.Nested;
import org.postizgateway.ledger.Database;

/** Many dead letters at once. */
class LetterRunsOnPostgresTest {

    @Nested
    class Runs extends LetterRunSuite {

        Runs() {
            super(Database.POSTGRESQL);
        }
    }
}
