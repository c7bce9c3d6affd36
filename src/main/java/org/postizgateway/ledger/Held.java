package org.postizgateway.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The open rows that this process is working on. A row that carries this replica's id and is not
 * among them was left behind, for example when the database lost the answer to a commit.
 *
 * @param <T> the row
 */
public final class Held<T> {

    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Function<T, String> idOf;
    private Set<String> suspects = Set.of();

    public Held(Function<T, String> idOf) {
        this.idOf = idOf;
    }

    public void add(String id) {
        ids.add(id);
    }

    public void remove(String id) {
        ids.remove(id);
    }

    /**
     * Those of this replica's open rows that were left behind. A row counts only the second time it
     * is seen so: it may have been written just now.
     */
    public synchronized List<T> leftBehind(Collection<T> open) {
        Set<String> unheld = new HashSet<>();
        open.forEach(row -> unheld.add(idOf.apply(row)));
        unheld.removeAll(ids);
        List<T> left =
                open.stream()
                        .filter(row -> unheld.contains(idOf.apply(row)))
                        .filter(row -> suspects.contains(idOf.apply(row)))
                        .toList();
        suspects = unheld;
        return left;
    }
}
