package org.postizgateway.bound;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
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
    private final Map<String, Deque<T>> waiting = new HashMap<>();
    private final Deque<String> owners = new ArrayDeque<>();
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
        if (own == null) {
            own = new ArrayDeque<>();
            waiting.put(owner, own);
            owners.addLast(owner);
        }
        own.addLast(thing);
        size++;
        return true;
    }

    /**
     * Takes the next thing. It is still its owner's turn, until {@link #turned}.
     *
     * @param mayHave owners who are not passed over
     */
    public Optional<T> next(Predicate<String> mayHave) {
        for (String owner : owners) {
            Deque<T> own = waiting.get(owner);
            if (!own.isEmpty() && mayHave.test(owner)) {
                size--;
                return Optional.of(own.removeFirst());
            }
        }
        return Optional.empty();
    }

    /** An owner has had what {@link #next} gave, and has the last turn now. */
    public void turned(String owner) {
        if (owners.remove(owner)) {
            if (waiting.get(owner).isEmpty()) {
                waiting.remove(owner);
            } else {
                owners.addLast(owner);
            }
        }
    }

    /** An owner could not have what {@link #next} gave; it is still its turn. */
    public void putBack(String owner, T thing) {
        if (!waiting.containsKey(owner)) {
            waiting.put(owner, new ArrayDeque<>());
            owners.addFirst(owner);
        }
        waiting.get(owner).addFirst(thing);
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
            owners.remove(owner);
        }
        return true;
    }

    /** Whether something of an owner waits, or has its turn. */
    public boolean holds(String owner) {
        return waiting.containsKey(owner);
    }

    public boolean isEmpty() {
        return size == 0;
    }
}
