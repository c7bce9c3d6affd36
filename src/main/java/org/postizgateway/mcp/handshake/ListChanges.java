package org.postizgateway.mcp.handshake;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postizgateway.mcp.feature.Feature;
import org.postizgateway.mcp.feature.FeatureRegistry;

/** Tells the sessions what changed. Changes that come together, as in a reload, are told once. */
final class ListChanges {

    private static final long GATHER_MILLIS = 100;

    private final Set<String> tags;
    private final Sessions sessions;
    private final ScheduledExecutorService scheduler;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final Runnable stopChanges;
    private final Runnable stopUpdates;

    ListChanges(
            FeatureRegistry registry,
            Set<String> tags,
            Sessions sessions,
            ScheduledExecutorService scheduler) {
        this.tags = tags;
        this.sessions = sessions;
        this.scheduler = scheduler;
        this.stopChanges = registry.onChange(this::changed);
        this.stopUpdates = registry.onResourceUpdate(this::updated);
    }

    private void changed(Feature feature) {
        String notification = feature.kind().listChanged();
        if (FeatureRegistry.matches(feature, tags) && pending.add(notification)) {
            try {
                scheduler.schedule(() -> tell(notification), GATHER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The server is stopping; its sessions end with it.
                pending.remove(notification);
            }
        }
    }

    private void tell(String notification) {
        pending.remove(notification);
        sessions.all().forEach(session -> session.notifyListener(notification, Map.of()));
    }

    private void updated(String uri) {
        for (Session session : sessions.all()) {
            if (session.subscriptions().contains(uri)) {
                session.notifyListener(
                        McpSchema.METHOD_NOTIFICATION_RESOURCES_UPDATED, Map.of("uri", uri));
            }
        }
    }

    void stop() {
        stopChanges.run();
        stopUpdates.run();
    }
}
