package org.postizgateway.mcp.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.handshake.Sessions;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.mcp.limit.Shares;
import org.postizgateway.mcp.protocol.ChangeFeed;
import org.postizgateway.mcp.protocol.KeepAlive;
import org.postizgateway.mcp.stateless.Subscriptions;
import org.postizgateway.mcp.task.RunningTasks;

/**
 * What a server keeps from call to call: sessions, open streams, running tasks. It can outlive the
 * routes that lead to it, so that callers do not notice when other routes take their place.
 */
final class ServerState implements AutoCloseable {

    /**
     * Bounds of what is kept.
     *
     * @param idle how long an unused session lives
     * @param kept how many sessions, streams and tasks, of each
     * @param keepAlive quiet time after which a comment is streamed
     * @param taskTtl how long a task is kept after its creation
     */
    record Bounds(Duration idle, Shares.Bounds kept, Duration keepAlive, Duration taskTtl) {}

    private final ScheduledThreadPoolExecutor scheduler;
    private final Sessions sessions;
    private final RunningTasks tasks;
    private final KeepAlive keepAlive;
    private final Subscriptions subscriptions;
    private final ChangeFeed changes;

    ServerState(String name, Bounds bounds, LimitListener limits) {
        scheduler =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = Executors.defaultThreadFactory().newThread(task);
                            thread.setName("mcp-server-" + name);
                            thread.setDaemon(true);
                            return thread;
                        });
        scheduler.setRemoveOnCancelPolicy(true);
        sessions = new Sessions(bounds.idle(), bounds.kept(), limits);
        tasks = new RunningTasks(bounds.taskTtl(), bounds.kept(), limits);
        keepAlive = new KeepAlive(scheduler, bounds.keepAlive());
        subscriptions = new Subscriptions(keepAlive, bounds.kept(), limits);
        changes = new ChangeFeed(scheduler, sessions, subscriptions);
    }

    /**
     * These features are served from now on, within these bounds.
     *
     * @param tags for each endpoint of the server those of the features that it offers
     */
    void serve(FeatureRegistry registry, Set<Set<String>> tags, Bounds bounds) {
        sessions.bound(bounds.idle(), bounds.kept());
        tasks.bound(bounds.taskTtl(), bounds.kept());
        subscriptions.bound(bounds.kept());
        keepAlive.every(bounds.keepAlive());
        changes.offer(registry, tags);
    }

    /** These features have ended. */
    void withdraw(FeatureRegistry registry) {
        changes.withdraw(registry);
    }

    Sessions sessions() {
        return sessions;
    }

    RunningTasks tasks() {
        return tasks;
    }

    KeepAlive keepAlive() {
        return keepAlive;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /**
     * Ends what would otherwise keep a server from stopping: streams and what callers were asked.
     */
    void endStreams() {
        subscriptions.close();
        tasks.close();
        sessions.close();
    }

    @Override
    public void close() {
        endStreams();
        scheduler.shutdownNow();
    }
}
