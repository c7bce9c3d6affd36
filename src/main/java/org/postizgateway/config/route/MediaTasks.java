package org.postizgateway.config.route;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.task.Task;
import org.postizgateway.mcp.task.TaskStore;
import org.postizgateway.outcome.Reason;

/**
 * Media jobs as tasks of the MCP extension: they outlive the process and are known to all replicas.
 */
final class MediaTasks implements TaskStore {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    private final MediaJobs jobs;

    MediaTasks(MediaJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Optional<Task> find(String id, Optional<Principal> owner) {
        try {
            return owner.map(tenant -> task(jobs.status(tenant.getName(), id)));
        } catch (LedgerException e) {
            if (e.reason() != Reason.UNKNOWN_JOB) {
                // or a client would take its generation, which is paid for, for lost
                throw McpError.builder(ErrorCodes.INTERNAL_ERROR).message(e.getMessage()).build();
            }
            return Optional.empty();
        }
    }

    @Override
    public void answering(String id, Optional<Principal> owner, CompletionStage<Boolean> answered) {
        owner.ifPresent(tenant -> answering(tenant.getName(), id, answered));
    }

    private void answering(String tenant, String id, CompletionStage<Boolean> answered) {
        try {
            jobs.answering(tenant, id, answered);
        } catch (LedgerException unknown) {
            // A task of another store, or a result that stays owed while the ledger is away.
        }
    }

    /** Media jobs ask nothing. */
    @Override
    public void answer(String id, Optional<Principal> owner, Map<String, Object> answers) {}

    @Override
    public void cancel(String id, Optional<Principal> owner) {
        owner.ifPresent(tenant -> cancel(tenant.getName(), id));
    }

    private void cancel(String tenant, String id) {
        try {
            jobs.cancel(tenant, id);
        } catch (LedgerException unknown) {
            // A task of another store; cancelling is asked of all of them.
        }
    }

    private static Task task(Map<String, Object> job) {
        Instant created = Instant.parse((String) job.get("createdAt"));
        Instant updated =
                Instant.parse((String) job.getOrDefault("finishedAt", created.toString()));
        Task.Status status = status(job);
        return new Task(
                (String) job.get("jobId"),
                status,
                Optional.empty(),
                created,
                updated,
                Optional.empty(),
                POLL_INTERVAL,
                status == Task.Status.completed ? Map.of("result", result(job)) : Map.of());
    }

    /** A generation that failed is a task that completed with a failed result. */
    private static Task.Status status(Map<String, Object> job) {
        return switch ((String) job.get("status")) {
            case "queued", "running" -> Task.Status.working;
            case "cancelled" -> Task.Status.cancelled;
            default -> Task.Status.completed;
        };
    }

    private static Map<String, Object> result(Map<String, Object> job) {
        return job.get("error") instanceof Map<?, ?> error
                ? failed(job, (String) error.get("message"))
                : complete(job.get("result"), Json.write(job.get("result")), false);
    }

    private static Map<String, Object> failed(Map<String, Object> job, String sentence) {
        Map<String, Object> structured =
                Map.of("error", sentence, "jobId", job.get("jobId"), "status", job.get("status"));
        return complete(structured, sentence, true);
    }

    private static Map<String, Object> complete(Object structured, String text, boolean isError) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("resultType", "complete");
        result.put("content", List.of(Map.of("type", "text", "text", text)));
        result.put("structuredContent", structured);
        result.put("isError", isError);
        return result;
    }
}
