package org.postizgateway.ledger.media;

import org.junit.jupiter.api.Nested;
import org.postizgateway.ledger.Database;

/** What {@code mediaJob} promises. */
class MediaJobOnH2Test {

    @Nested
    class FailedGeneration extends FailedGenerationSuite {

        FailedGeneration() {
            super(Database.H2);
        }
    }

    @Nested
    class CancelledGeneration extends CancelledGenerationSuite {

        CancelledGeneration() {
            super(Database.H2);
        }
    }

    @Nested
    class RunningGeneration extends RunningGenerationSuite {

        RunningGeneration() {
            super(Database.H2);
        }
    }
}
