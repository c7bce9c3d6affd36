package org.postizgateway.mcp.limit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the things that owners keep has to go when there are too many: of an owner over its own
 * bound its least used one, over the bound of all the least used one of whoever keeps most. So
 * nobody can push out what another keeps.
 *
 * @param <T> names a thing
 */
public final class Shares<T> {

    /**
     * @param perOwner most that one owner keeps
     * @param inAll most that are kept
     */
    public record Bounds(int perOwner, int inAll) {}

    private final Map<String, LinkedHashSet<T>> owners = new HashMap<>();
    private final Runnable exceeded;
    private Bounds bounds;
    private int total;

    /**
     * @param exceeded is run each time that something has to go
     */
    public Shares(Bounds bounds, Runnable exceeded) {
        this.bounds = bounds;
        this.exceeded = exceeded;
    }

    /** Other bounds than at first; what is kept stays until something is added. */
    public synchronized void bound(Bounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Adds a thing.
     *
     * @param owner empty for somebody unknown, for whom the bound of all holds alone
     * @return what has to go, and is forgotten here already
     */
    public synchronized List<T> add(Optional<String> owner, T thing) {
        LinkedHashSet<T> own = owners.computeIfAbsent(name(owner), name -> new LinkedHashSet<>());
        if (own.add(thing)) {
            total++;
        }
        List<T> gone = new ArrayList<>();
        while (owner.isPresent() && own.size() > bounds.perOwner()) {
            gone.add(removeOldest(own));
        }
        while (total > bounds.inAll()) {
            gone.add(removeOldest(most()));
        }
        return gone;
    }

    private LinkedHashSet<T> most() {
        return owners.values().stream().max(Comparator.comparingInt(Set::size)).orElseThrow();
    }

    private T removeOldest(LinkedHashSet<T> things) {
        exceeded.run();
        T oldest = things.iterator().next();
        things.remove(oldest);
        total--;
        return oldest;
    }

    /** A thing was used, and is now the most recently used one of its owner. */
    public synchronized void used(Optional<String> owner, T thing) {
        LinkedHashSet<T> own = owners.get(name(owner));
        if (own != null && own.remove(thing)) {
            own.add(thing);
        }
    }

    /** A thing is no longer kept. */
    public synchronized void remove(Optional<String> owner, T thing) {
        LinkedHashSet<T> own = owners.get(name(owner));
        if (own == null) {
            return;
        }
        if (own.remove(thing)) {
            total--;
        }
        if (own.isEmpty()) {
            owners.remove(name(owner));
        }
    }

    private static String name(Optional<String> owner) {
        return owner.orElse("");
    }
}
