package org.postizgateway.ledger.bulk;

import org.junit.jupiter.api.Nested;
import org.postizgateway.ledger.Database;

/** Many dead letters at once. */
class LetterRunsOnH2Test {

    @Nested
    class Runs extends LetterRunSuite {

        Runs() {
            super(Database.H2);
        }
    }
}
