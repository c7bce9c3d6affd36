package org.postizgateway.mcp.task;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a task as a caller sees it.
 *
 * @param id unguessable handle
 * @param message what a person may be told of the state
 * @param ttl for how long after its creation it is kept; empty for no limit
 * @param pollInterval how long to wait before asking again
 * @param outcome {@code result} when completed, {@code error} when failed, {@code inputRequests}
 *     when input is required; empty otherwise
 */
public record Task(
        String id,
        Status status,
        Optional<String> message,
        Instant createdAt,
        Instant lastUpdatedAt,
        Optional<Duration> ttl,
        Duration pollInterval,
        Map<String, Object> outcome) {

    /** Where a task is in its life. */
    public enum Status {
        working,
        input_required,
        completed,
        failed,
        cancelled
    }

    /** The handle that answers the request which created the task. */
    public Map<String, Object> handle() {
        Map<String, Object> handle = new LinkedHashMap<>();
        handle.put("taskId", id);
        handle.put("status", status.name());
        message.ifPresent(text -> handle.put("statusMessage", text));
        handle.put("createdAt", createdAt.toString());
        handle.put("lastUpdatedAt", lastUpdatedAt.toString());
        handle.put("ttlMs", ttl.map(Duration::toMillis).orElse(null));
        handle.put("pollIntervalMs", pollInterval.toMillis());
        return handle;
    }

    /** The full state, as {@code tasks/get} answers it. */
    public Map<String, Object> detailed() {
        Map<String, Object> detailed = handle();
        detailed.putAll(outcome);
        return detailed;
    }
}
