package org.postizgateway.ledger.history;

import java.time.Instant;
import java.util.Optional;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.outcome.Reason;

/**
 * A call in a list, without request and results.
 *
 * @param tenant keyed hash
 * @param message a sentence of why there is no result; empty with one
 */
public record CallSummary(
        String id,
        String tenant,
        String tool,
        Mode mode,
        CallState state,
        Optional<Reason> reason,
        String message,
        int attempts,
        Instant createdAt,
        Optional<Instant> finishedAt) {}
