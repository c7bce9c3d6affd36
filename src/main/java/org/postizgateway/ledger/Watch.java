package org.postizgateway.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Waits for rows to be settled without a thread per wait: what this replica settles is signalled,
 * what another one settles is found by polling, many rows to a query.
 *
 * @param <T> the row
 */
public final class Watch<T> {

    private static final int ROWS_PER_QUERY = 500;

    private final Map<String, CompletableFuture<T>> waiting = new ConcurrentHashMap<>();
    private final Function<Collection<String>, List<T>> findSettled;
    private final Function<T, String> idOf;

    /**
     * @param findSettled those of the rows with these ids that are settled
     */
    public Watch(Function<Collection<String>, List<T>> findSettled, Function<T, String> idOf) {
        this.findSettled = findSettled;
        this.idOf = idOf;
    }

    /** Completes with the settled row; each caller may complete its own future earlier. */
    public CompletableFuture<T> settled(String id) {
        return waiting.computeIfAbsent(id, any -> new CompletableFuture<>()).copy();
    }

    /** To be called when this replica has settled a row. */
    public void signal(T row) {
        CompletableFuture<T> future = waiting.remove(idOf.apply(row));
        if (future != null) {
            future.complete(row);
        }
    }

    /** Looks for rows that others have settled. */
    public void poll() {
        List<String> ids = List.copyOf(waiting.keySet());
        for (int from = 0; from < ids.size(); from += ROWS_PER_QUERY) {
            findSettled
                    .apply(ids.subList(from, Math.min(from + ROWS_PER_QUERY, ids.size())))
                    .forEach(this::signal);
        }
    }
}
