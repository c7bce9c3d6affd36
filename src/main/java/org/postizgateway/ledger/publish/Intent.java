package org.postizgateway.ledger.publish;

import java.time.Instant;
import java.util.Optional;
import org.postizgateway.ledger.Call;
import org.postizgateway.ledger.Reason;

/**
 * A create or change that has to happen once.
 *
 * @param result JSON
 * @param owner the replica that works on it, or did last
 * @param unclearSince when it first became unknown what came of it
 */
public record Intent(
        String id,
        Call call,
        IntentState state,
        Optional<String> result,
        Optional<Reason> reason,
        Optional<String> message,
        int attempts,
        String owner,
        Instant createdAt,
        Optional<Instant> unclearSince,
        Optional<Instant> finishedAt) {}
