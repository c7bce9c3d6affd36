package org.postizgateway.ledger.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.outcome.Reason;

/**
 * Which dead letters to list, newest first.
 *
 * @param states none for those that still need someone
 * @param since those created at this time or later
 */
public record DeadLetterFilter(
        Optional<String> tool,
        Optional<String> tenant,
        Optional<Reason> reason,
        Set<DeadLetterState> states,
        Optional<Instant> since,
        int limit,
        int offset) {

    /** The states in which a dead letter still needs someone. */
    public static final Set<DeadLetterState> UNFINISHED =
            Set.of(
                    DeadLetterState.OPEN,
                    DeadLetterState.WAITING_FOR_CREDENTIAL,
                    DeadLetterState.REPLAYING);

    public DeadLetterFilter {
        states = states.isEmpty() ? UNFINISHED : Set.copyOf(states);
    }
}
