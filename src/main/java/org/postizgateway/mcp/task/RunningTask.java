package org.postizgateway.mcp.task;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.ClientCannotAnswerException;
import org.postizgateway.mcp.protocol.JsonRpc;

/** A call in progress in this process that was turned into a task. */
public final class RunningTask {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final String id = UUID.randomUUID().toString();
    private final Optional<Principal> owner;
    private final Duration ttl;
    private final Instant createdAt = Instant.now();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final Map<String, Map<String, Object>> open = new LinkedHashMap<>();
    private final Map<String, Object> answers = new LinkedHashMap<>();
    private CompletableFuture<Optional<Map<String, Object>>> answered = new CompletableFuture<>();
    private Task.Status status = Task.Status.working;
    private Map<String, Object> outcome = Map.of();
    private Instant lastUpdatedAt = createdAt;

    RunningTask(Optional<Principal> owner, Duration ttl) {
        this.owner = owner;
        this.ttl = ttl;
    }

    String id() {
        return id;
    }

    /** Name of whoever made the call. */
    Optional<String> owner() {
        return owner.map(Principal::getName);
    }

    boolean belongsTo(Optional<Principal> caller) {
        return owner.map(Principal::getName).equals(caller.map(Principal::getName));
    }

    /** The state now. */
    public synchronized Task state() {
        return new Task(
                id,
                status,
                Optional.empty(),
                createdAt,
                lastUpdatedAt,
                Optional.of(ttl),
                POLL_INTERVAL,
                status == Task.Status.input_required
                        ? Map.of("inputRequests", new LinkedHashMap<>(open))
                        : outcome);
    }

    /** Completes when the caller cancels the task. */
    public CompletionStage<Void> cancelled() {
        return cancelled;
    }

    /**
     * Waits for the caller to answer questions with {@code tasks/update}.
     *
     * @return fails with a {@link ClientCannotAnswerException} when the task has ended
     */
    public synchronized CompletionStage<Optional<Map<String, Object>>> ask(
            Map<String, Map<String, Object>> questions) {
        if (hasEnded()) {
            return CompletableFuture.failedStage(ended());
        }
        open.putAll(questions);
        answers.clear();
        answered = new CompletableFuture<>();
        change(Task.Status.input_required);
        return answered;
    }

    void answer(Map<String, Object> given) {
        CompletableFuture<Optional<Map<String, Object>>> complete;
        Map<String, Object> all;
        synchronized (this) {
            given.forEach(
                    (key, answer) -> {
                        if (open.remove(key) != null) {
                            answers.put(key, answer);
                        }
                    });
            if (status != Task.Status.input_required || !open.isEmpty()) {
                return;
            }
            change(Task.Status.working);
            complete = answered;
            all = new LinkedHashMap<>(answers);
        }
        complete.complete(Optional.of(all));
    }

    /** Ends the task with what the call would have returned. */
    public synchronized void complete(Map<String, Object> result) {
        end(Task.Status.completed, Map.of("result", result));
    }

    /** Ends the task with a JSON-RPC error. */
    public synchronized void fail(JSONRPCError error) {
        end(Task.Status.failed, Map.of("error", JsonRpc.error(error)));
    }

    void cancel() {
        CompletableFuture<Optional<Map<String, Object>>> question;
        synchronized (this) {
            end(Task.Status.cancelled, Map.of());
            question = answered;
        }
        cancelled.complete(null);
        question.completeExceptionally(ended());
    }

    private static ClientCannotAnswerException ended() {
        return new ClientCannotAnswerException("The task ended before its question was answered");
    }

    private boolean hasEnded() {
        return status != Task.Status.working && status != Task.Status.input_required;
    }

    private void end(Task.Status last, Map<String, Object> lastOutcome) {
        if (!hasEnded()) {
            outcome = lastOutcome;
            change(last);
        }
    }

    private void change(Task.Status next) {
        status = next;
        lastUpdatedAt = Instant.now();
    }
}
