package org.postizgateway.bound;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Things that wait, those of an owner in the order in which they came, and the owners in turns: an
 * owner with a hundred of them delays one with a single one by no more than one. Not for several
 * threads at a time.
 *
 * @param <T> told apart by identity
 */
public final class Turns<T> {

    private final int perOwner;
    private final int inAll;
    private final Map<String, Deque<T>> waiting = new LinkedHashMap<>();
    private int size;

    /**
     * @param perOwner most that wait of one owner
     * @param inAll most that wait
     */
    public Turns(int perOwner, int inAll) {
        this.perOwner = perOwner;
        this.inAll = inAll;
    }

    /**
     * Adds a thing behind the others of its owner.
     *
     * @return whether there was room for it
     */
    public boolean add(String owner, T thing) {
        Deque<T> own = waiting.get(owner);
        if (size >= inAll || own != null && own.size() >= perOwner) {
            return false;
        }
        waiting.computeIfAbsent(owner, any -> new ArrayDeque<>()).add(thing);
        size++;
        return true;
    }

    /**
     * Takes the next thing. Its owner has the last turn then.
     *
     * @param mayHave owners who are not passed over
     */
    public Optional<T> next(Predicate<String> mayHave) {
        Iterator<Map.Entry<String, Deque<T>>> owners = waiting.entrySet().iterator();
        while (owners.hasNext()) {
            Map.Entry<String, Deque<T>> owner = owners.next();
            if (mayHave.test(owner.getKey())) {
                owners.remove();
                Deque<T> own = owner.getValue();
                T next = own.remove();
                size--;
                if (!own.isEmpty()) {
                    waiting.put(owner.getKey(), own);
                }
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Puts back what {@link #next} gave, as the next of its owner, who has the last turn. */
    public void putBack(String owner, T thing) {
        waiting.computeIfAbsent(owner, any -> new ArrayDeque<>()).addFirst(thing);
        size++;
    }

    /**
     * @return whether it was still waiting
     */
    public boolean remove(String owner, T thing) {
        Deque<T> own = waiting.get(owner);
        if (own == null || !own.removeIf(other -> other == thing)) {
            return false;
        }
        size--;
        if (own.isEmpty()) {
            waiting.remove(owner);
        }
        return true;
    }

    public boolean isEmpty() {
        return size == 0;
    }
}
