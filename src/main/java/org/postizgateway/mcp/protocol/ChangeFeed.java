package org.postizgateway.mcp.protocol;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postizgateway.mcp.feature.Feature;
import org.postizgateway.mcp.feature.FeatureRegistry;

/** What changes in the features that a server offers. Changes that come together are told once. */
public final class ChangeFeed {

    private static final long GATHER_MILLIS = 100;

    /** Somebody who passes changes on to callers. */
    public interface Listener {

        /** A list changed; the argument is the method of the notification. */
        void listChanged(String notification);

        /** The content of a resource changed. */
        void resourceUpdated(String uri);
    }

    private final Set<String> tags;
    private final ScheduledExecutorService scheduler;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Runnable stopChanges;
    private final Runnable stopUpdates;

    /** Listens to the registry until it is stopped. */
    public ChangeFeed(
            FeatureRegistry registry, Set<String> tags, ScheduledExecutorService scheduler) {
        this.tags = tags;
        this.scheduler = scheduler;
        this.stopChanges = registry.onChange(this::changed);
        this.stopUpdates =
                registry.onResourceUpdate(
                        uri -> listeners.forEach(listener -> listener.resourceUpdated(uri)));
    }

    public void add(Listener listener) {
        listeners.add(listener);
    }

    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    private void changed(Feature feature) {
        String notification = feature.kind().listChanged();
        if (FeatureRegistry.matches(feature, tags) && pending.add(notification)) {
            try {
                scheduler.schedule(() -> tell(notification), GATHER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The server is stopping, and what listens ends with it.
                pending.remove(notification);
            }
        }
    }

    private void tell(String notification) {
        pending.remove(notification);
        listeners.forEach(listener -> listener.listChanged(notification));
    }

    /** Ends the listening. */
    public void stop() {
        stopChanges.run();
        stopUpdates.run();
    }
}
