package org.postizgateway.ledger.bulk;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a dead letter in a run.
 *
 * @param outcome empty while its turn has not come
 * @param message why it was refused; empty for nothing
 * @param letterState where the dead letter stands now; empty when it is gone
 */
public record LetterResult(
        String letterId,
        Optional<Outcome> outcome,
        String message,
        Optional<Instant> at,
        Optional<String> letterState) {

    /** What was done with it. */
    public enum Outcome {
        /** Its replay runs, or has ended; the state of the dead letter tells. */
        STARTED,
        /** Its replay waits for a credential of its tenant. */
        WAITING,
        DISCARDED,
        /** Nothing: it was resolved, discarded or being replayed by then, or cannot run here. */
        REFUSED;

        /** As operators see it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
