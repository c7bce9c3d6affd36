package org.postizgateway.ledger.media;

import java.time.Instant;
import java.util.Optional;
import org.postizgateway.ledger.Call;
import org.postizgateway.ledger.Reason;

/**
 * A media generation that outlives the request that started it.
 *
 * @param result JSON; a cancelled job may have one too
 * @param message why there is no result, empty otherwise
 * @param delivered whether some caller was given the outcome
 * @param owner the replica that runs it
 */
public record MediaJob(
        String id,
        Call call,
        JobState state,
        Optional<String> result,
        Optional<Reason> reason,
        String message,
        int attempts,
        boolean delivered,
        String owner,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {

    MediaJob started(Instant at) {
        return new MediaJob(
                id,
                call,
                JobState.RUNNING,
                result,
                reason,
                message,
                attempts,
                delivered,
                owner,
                createdAt,
                Optional.of(at),
                finishedAt);
    }

    MediaJob ended(Ending ending, int attemptsMade, Instant at) {
        return new MediaJob(
                id,
                call,
                ending.state(),
                ending.result(),
                ending.reason(),
                ending.message(),
                attemptsMade,
                delivered,
                owner,
                createdAt,
                startedAt,
                Optional.of(at));
    }
}
