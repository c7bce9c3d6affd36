package org.postizgateway.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postizgateway.outcome.Reason;

/**
 * One failed attempt.
 *
 * @param attempt counted from 1
 * @param message what failed, free of credentials
 */
public record AttemptError(int attempt, Instant at, Reason reason, String message) {

    /** As a JSON object. */
    public Map<String, Object> describe() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("attempt", attempt);
        json.put("at", at.toString());
        json.put("reason", reason.code());
        json.put("message", message);
        return json;
    }
}
