package org.postizgateway.ledger.bulk;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A replay or discard of many dead letters, those that matched when it was asked for.
 *
 * @param note why, in an operator's words; empty for nothing
 * @param filter what they had in common, for people
 * @param letters how many there are
 * @param owner the replica that works on it
 */
public record LetterRun(
        String id,
        Action action,
        State state,
        String note,
        String filter,
        int letters,
        String owner,
        Instant createdAt,
        Optional<Instant> finishedAt) {

    /** What is done with each. */
    public enum Action {
        REPLAY,
        DISCARD;

        /** As operators write it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it goes on. */
    public enum State {
        RUNNING,
        /** An operator ended it; what was done stays done. */
        STOPPED,
        DONE;

        /** As operators see it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
