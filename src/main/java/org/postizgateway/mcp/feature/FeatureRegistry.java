package org.postizgateway.mcp.feature;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * The features of a Camel context, each present exactly while its route runs. Lists are ordered by
 * id, so that they come out the same on every replica (MCP 2026-07-28, tools: deterministic order).
 */
public final class FeatureRegistry {

    private final Map<Feature.Kind, ConcurrentSkipListMap<String, Feature>> features =
            new EnumMap<>(Feature.Kind.class);
    private final List<Consumer<Feature>> changeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<ResourceUpdate>> updateListeners = new CopyOnWriteArrayList<>();

    private FeatureRegistry() {
        for (Feature.Kind kind : Feature.Kind.values()) {
            features.put(kind, new ConcurrentSkipListMap<>());
        }
    }

    /** The registry of a Camel context. */
    public static synchronized FeatureRegistry of(CamelContext context) {
        FeatureRegistry registry =
                context.getCamelContextExtension().getContextPlugin(FeatureRegistry.class);
        if (registry == null) {
            registry = new FeatureRegistry();
            context.getCamelContextExtension().addContextPlugin(FeatureRegistry.class, registry);
        }
        return registry;
    }

    /**
     * Adds a feature and tells the listeners.
     *
     * @throws IllegalStateException when another running route offers the same
     */
    public void add(Feature feature) {
        Feature other = features.get(feature.kind()).putIfAbsent(feature.id(), feature);
        if (other != null) {
            throw new IllegalStateException(
                    "Another route already offers the "
                            + feature.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + " '"
                            + feature.id()
                            + "'; give one of them another name");
        }
        changeListeners.forEach(listener -> listener.accept(feature));
    }

    /** Removes a feature and tells the listeners; does nothing when it is not there. */
    public void remove(Feature feature) {
        if (features.get(feature.kind()).remove(feature.id(), feature)) {
            changeListeners.forEach(listener -> listener.accept(feature));
        }
    }

    /** The features of a kind that carry one of the tags, all of them when no tag is given. */
    public <T extends Feature> List<T> list(Class<T> type, Feature.Kind kind, Set<String> tags) {
        return features.get(kind).values().stream()
                .filter(feature -> matches(feature, tags))
                .map(type::cast)
                .toList();
    }

    /** The feature with an id, if it carries one of the tags. */
    public <T extends Feature> Optional<T> find(
            Class<T> type, Feature.Kind kind, String id, Set<String> tags) {
        return Optional.ofNullable(features.get(kind).get(id))
                .filter(feature -> matches(feature, tags))
                .map(type::cast);
    }

    /** Tells the listeners that the content of a resource changed. */
    public void resourceUpdated(ResourceUpdate update) {
        updateListeners.forEach(listener -> listener.accept(update));
    }

    /**
     * Listens to features that come and go.
     *
     * @return ends the listening
     */
    public Runnable onChange(Consumer<Feature> listener) {
        changeListeners.add(listener);
        return () -> changeListeners.remove(listener);
    }

    /**
     * Listens to resources whose content changed.
     *
     * @return ends the listening
     */
    public Runnable onResourceUpdate(Consumer<ResourceUpdate> listener) {
        updateListeners.add(listener);
        return () -> updateListeners.remove(listener);
    }

    /** Whether a feature carries one of the tags; true for no tags. */
    public static boolean matches(Feature feature, Set<String> tags) {
        return tags.isEmpty() || !Collections.disjoint(feature.tags(), tags);
    }

    /** Splits a comma-separated option. */
    public static Set<String> tags(String option) {
        return option == null
                ? Set.of()
                : Arrays.stream(option.split(","))
                        .map(String::trim)
                        .filter(tag -> !tag.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
