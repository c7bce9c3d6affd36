package org.postizgateway.ledger.deadletter;

import java.time.Instant;
import org.postizgateway.outcome.Reason;

/**
 * A media job that could not be finished.
 *
 * @param tenant keyed hash of the caller's credential
 * @param message what happened, free of credentials
 * @param request JSON
 */
public record DeadLetter(
        String id,
        String jobId,
        String tenant,
        String tool,
        DeadLetterState state,
        Reason reason,
        String message,
        String request,
        int attempts,
        Instant createdAt,
        Instant updatedAt) {

    /** The same dead letter in another state. */
    public DeadLetter in(DeadLetterState newState) {
        return new DeadLetter(
                id, jobId, tenant, tool, newState, reason, message, request, attempts, createdAt,
                updatedAt);
    }
}
