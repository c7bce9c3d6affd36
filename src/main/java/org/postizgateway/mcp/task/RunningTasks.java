package org.postizgateway.mcp.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.mcp.limit.Shares;

/**
 * Tasks of calls that run in this process. They are bounded in number and time and end with the
 * process.
 */
public final class RunningTasks implements TaskStore {

    private volatile Duration ttl;
    private final Cache<String, RunningTask> tasks;
    private final Shares<String> shares;

    /**
     * @param ttl for how long a task is kept after its creation
     * @param bounds how many are kept
     * @param limits is told of each task that has to go for another
     */
    public RunningTasks(Duration ttl, Shares.Bounds bounds, LimitListener limits) {
        this.shares = new Shares<>(bounds, () -> limits.exceeded("tasks"));
        this.ttl = ttl;
        this.tasks =
                Caffeine.newBuilder()
                        .expireAfterWrite(ttl)
                        .scheduler(Scheduler.systemScheduler())
                        .removalListener(
                                (String id, RunningTask task, RemovalCause cause) -> {
                                    shares.remove(task.owner(), id);
                                    task.cancel();
                                })
                        .build();
    }

    /** Begins a task for a call. */
    public RunningTask begin(Optional<Principal> owner) {
        RunningTask task = new RunningTask(owner, ttl);
        tasks.put(task.id(), task);
        shares.add(task.owner(), task.id()).forEach(tasks::invalidate);
        return task;
    }

    /** Other bounds than at first. */
    public void bound(Duration ttl, Shares.Bounds bounds) {
        this.ttl = ttl;
        tasks.policy().expireAfterWrite().ifPresent(bound -> bound.setExpiresAfter(ttl));
        shares.bound(bounds);
    }

    /** Cancels every task. */
    public void close() {
        tasks.invalidateAll();
        tasks.cleanUp();
    }

    private Optional<RunningTask> get(String id, Optional<Principal> owner) {
        return Optional.ofNullable(tasks.getIfPresent(id)).filter(task -> task.belongsTo(owner));
    }

    @Override
    public Optional<Task> find(String id, Optional<Principal> owner) {
        return get(id, owner).map(RunningTask::state);
    }

    @Override
    public void answer(String id, Optional<Principal> owner, Map<String, Object> answers) {
        get(id, owner).ifPresent(task -> task.answer(answers));
    }

    @Override
    public void cancel(String id, Optional<Principal> owner) {
        get(id, owner).ifPresent(RunningTask::cancel);
    }
}
