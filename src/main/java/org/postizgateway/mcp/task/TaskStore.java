package org.postizgateway.mcp.task;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps tasks. A task of another owner is as unknown as one that never was. Stores in the Camel
 * registry are asked for tasks that a route handed out with {@code mcp-client:task?taskId=…}.
 */
public interface TaskStore {

    /** The state of a task now. */
    Optional<Task> find(String id, Optional<Principal> owner);

    /**
     * A caller is being told the outcome of a task.
     *
     * @param answered completes when it is known whether that was written to its connection
     */
    default void answering(
            String id, Optional<Principal> owner, CompletionStage<Boolean> answered) {}

    /** Takes the caller's answers to questions of the task; those that nobody asked are ignored. */
    void answer(String id, Optional<Principal> owner, Map<String, Object> answers);

    /** Asks for a task to be cancelled, which it may or may not heed. */
    void cancel(String id, Optional<Principal> owner);
}
