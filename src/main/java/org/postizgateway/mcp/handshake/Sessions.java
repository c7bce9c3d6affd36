package org.postizgateway.mcp.handshake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.security.Principal;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** The sessions that this process keeps: bounded in number and in idle time. */
public final class Sessions {

    private static final Duration ENDED_REMEMBERED_FOR = Duration.ofHours(1);

    private final Cache<String, Session> sessions;
    private final Cache<String, Boolean> ended;

    /**
     * @param idle how long an unused session is kept
     * @param max how many are kept; the least used goes first
     */
    public Sessions(Duration idle, int max) {
        this.sessions =
                Caffeine.newBuilder()
                        .expireAfterAccess(idle)
                        .scheduler(Scheduler.systemScheduler())
                        .maximumSize(max)
                        .removalListener(
                                (String id, Session session, RemovalCause cause) ->
                                        session.sdk().close())
                        .build();
        this.ended =
                Caffeine.newBuilder()
                        .expireAfterWrite(ENDED_REMEMBERED_FOR)
                        .maximumSize(max)
                        .build();
    }

    void add(Session session) {
        sessions.put(session.id(), session);
    }

    /** The session with an id, if the caller is the one who began it. */
    Optional<Session> find(String id, Optional<Principal> caller) {
        return Optional.ofNullable(sessions.getIfPresent(id))
                .filter(session -> session.belongsTo(caller));
    }

    /** Ends a session; its id is remembered as ended for a while. */
    void end(Session session) {
        ended.put(session.id(), true);
        sessions.invalidate(session.id());
    }

    boolean hasEnded(String id) {
        return ended.getIfPresent(id) != null;
    }

    Collection<Session> all() {
        return sessions.asMap().values();
    }

    long count() {
        sessions.cleanUp();
        return sessions.estimatedSize();
    }

    void close() {
        // What is removed is closed by another thread, which could be too late for its stream.
        all().forEach(session -> session.sdk().close());
        sessions.invalidateAll();
        sessions.cleanUp();
    }
}
