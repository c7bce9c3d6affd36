package org.postizgateway.ledger.media;

import org.junit.jupiter.api.Nested;
import org.postizgateway.ledger.Database;

/** What {@code mediaJob} promises. */
class MediaJobOnPostgresTest {

    @Nested
    class FailedGeneration extends FailedGenerationSuite {

        FailedGeneration() {
            super(Database.POSTGRESQL);
        }
    }

    @Nested
    class CancelledGeneration extends CancelledGenerationSuite {

        CancelledGeneration() {
            super(Database.POSTGRESQL);
        }
    }

    @Nested
    class RunningGeneration extends RunningGenerationSuite {

        RunningGeneration() {
            super(Database.POSTGRESQL);
        }
    }
}
