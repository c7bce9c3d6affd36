package org.postizgateway.mcp.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postizgateway.mcp.feature.Feature;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.feature.ResourceUpdate;

/**
 * What changes in the features that a server offers. Changes that come together are told once.
 *
 * <p>A server may offer the features of another registry from one moment to the next; then only
 * lists that differ have changed.
 */
public final class ChangeFeed {

    private static final long GATHER_MILLIS = 100;

    /** Somebody who passes changes on to callers. */
    public interface Listener {

        /** A list changed; the argument is the method of the notification. */
        void listChanged(String notification);

        /** The content of a resource changed. */
        void resourceUpdated(ResourceUpdate update);
    }

    /** What is offered, and how to stop listening to it. */
    private record Offer(FeatureRegistry registry, Set<Set<String>> tags, Runnable stop) {

        boolean holds(Feature feature) {
            return tags.stream().anyMatch(any -> FeatureRegistry.matches(feature, any));
        }

        /** The entries of the lists that a notification is about. */
        List<Map<String, Object>> entries(String notification) {
            return Arrays.stream(Feature.Kind.values())
                    .filter(kind -> kind.listChanged().equals(notification))
                    .flatMap(kind -> registry.list(Feature.class, kind, Set.of()).stream())
                    .filter(this::holds)
                    .map(Feature::definition)
                    .toList();
        }
    }

    private final ScheduledExecutorService scheduler;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<FeatureRegistry, Runnable> updates = new ConcurrentHashMap<>();
    private Offer offer;

    /**
     * @param listeners who passes changes on
     */
    public ChangeFeed(ScheduledExecutorService scheduler, Listener... listeners) {
        this.scheduler = scheduler;
        this.listeners.addAll(List.of(listeners));
    }

    /**
     * From now on these features are offered, in place of what was offered before.
     *
     * @param tags sets of which a feature must match one, as {@link FeatureRegistry#matches} says
     */
    public synchronized void offer(FeatureRegistry registry, Set<Set<String>> tags) {
        Offer before = offer;
        offer = new Offer(registry, tags, registry.onChange(feature -> changed(feature, registry)));
        updates.computeIfAbsent(registry, r -> r.onResourceUpdate(this::updated));
        if (before != null) {
            before.stop().run();
            Arrays.stream(Feature.Kind.values())
                    .map(Feature.Kind::listChanged)
                    .distinct()
                    .filter(list -> !offer.entries(list).equals(before.entries(list)))
                    .forEach(this::gather);
        }
    }

    /** Nothing of these features is passed on any more; their routes have ended. */
    public synchronized void withdraw(FeatureRegistry registry) {
        Runnable stopUpdates = updates.remove(registry);
        if (stopUpdates != null) {
            stopUpdates.run();
        }
        if (offer != null && offer.registry() == registry) {
            offer.stop().run();
            offer = null;
        }
    }

    private synchronized void changed(Feature feature, FeatureRegistry registry) {
        if (offer != null && offer.registry() == registry && offer.holds(feature)) {
            gather(feature.kind().listChanged());
        }
    }

    private void gather(String notification) {
        if (pending.add(notification)) {
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

    private void updated(ResourceUpdate update) {
        listeners.forEach(listener -> listener.resourceUpdated(update));
    }
}
