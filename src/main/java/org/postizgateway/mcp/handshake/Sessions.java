package org.postizgateway.mcp.handshake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.modelcontextprotocol.spec.McpSchema;
import java.security.Principal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.mcp.feature.ResourceUpdate;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.mcp.limit.Shares;
import org.postizgateway.mcp.protocol.ChangeFeed;

/** The sessions that this process keeps: bounded in number and in idle time. */
public final class Sessions implements ChangeFeed.Listener {

    private static final Duration ENDED_REMEMBERED_FOR = Duration.ofHours(1);

    private final Cache<String, Session> sessions;
    private final Cache<String, Optional<String>> ended;
    private final Shares<String> shares;
    private final Shares<String> endedShares;

    /**
     * @param idle how long an unused session is kept
     * @param bounds how many are kept, and how many ids of ended ones
     * @param limits is told of each session that has to go for another
     */
    public Sessions(Duration idle, Shares.Bounds bounds, LimitListener limits) {
        this.shares = new Shares<>(bounds, () -> limits.exceeded("sessions"));
        this.endedShares = new Shares<>(bounds, () -> {});
        this.sessions =
                Caffeine.newBuilder()
                        .expireAfterAccess(idle)
                        .scheduler(Scheduler.systemScheduler())
                        .removalListener(
                                (String id, Session session, RemovalCause cause) -> {
                                    shares.remove(session.owner(), id);
                                    session.sdk().close();
                                })
                        .build();
        this.ended =
                Caffeine.newBuilder()
                        .expireAfterWrite(ENDED_REMEMBERED_FOR)
                        .removalListener(
                                (String id, Optional<String> owner, RemovalCause cause) ->
                                        endedShares.remove(owner, id))
                        .build();
    }

    void add(Session session) {
        sessions.put(session.id(), session);
        shares.add(session.owner(), session.id()).forEach(sessions::invalidate);
    }

    /** The session with an id, if the caller is the one who began it. */
    Optional<Session> find(String id, Optional<Principal> caller) {
        Optional<Session> found =
                Optional.ofNullable(sessions.getIfPresent(id))
                        .filter(session -> session.belongsTo(caller));
        found.ifPresent(session -> shares.used(session.owner(), id));
        return found;
    }

    /** Ends a session; its id is remembered as ended for a while, unless there are too many. */
    void end(Session session) {
        ended.put(session.id(), session.owner());
        endedShares.add(session.owner(), session.id()).forEach(ended::invalidate);
        sessions.invalidate(session.id());
    }

    boolean hasEnded(String id) {
        return ended.getIfPresent(id) != null;
    }

    Collection<Session> all() {
        return sessions.asMap().values();
    }

    @Override
    public void listChanged(String notification) {
        all().forEach(session -> session.notifyListener(notification, Map.of()));
    }

    @Override
    public void resourceUpdated(ResourceUpdate update) {
        for (Session session : all()) {
            update.among(session.subscriptions(), session.owner())
                    .forEach(
                            uri ->
                                    session.notifyListener(
                                            McpSchema.METHOD_NOTIFICATION_RESOURCES_UPDATED,
                                            Map.of("uri", uri)));
        }
    }

    /** Other bounds than at first. */
    public void bound(Duration idle, Shares.Bounds bounds) {
        sessions.policy().expireAfterAccess().ifPresent(bound -> bound.setExpiresAfter(idle));
        shares.bound(bounds);
        endedShares.bound(bounds);
    }

    /** How many there are. */
    public long count() {
        sessions.cleanUp();
        return sessions.estimatedSize();
    }

    /** Ends all of them. */
    public void close() {
        // What is removed is closed by another thread, which could be too late for its stream.
        all().forEach(session -> session.sdk().close());
        sessions.invalidateAll();
        sessions.cleanUp();
    }
}
