package org.postizgateway.ledger.call.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.ledger.call.CallObserver;
import org.postizgateway.ledger.call.LedgerCall;

/**
 * Waits for calls to end without a thread per wait: what this replica ends is signalled, what
 * another one ends is found by polling, many rows to a query.
 */
public final class CallWatch {

    private static final int ROWS_PER_QUERY = 500;

    private final Map<String, CompletableFuture<LedgerCall>> waiting = new ConcurrentHashMap<>();
    private final CallRepository calls;
    private final List<CallObserver> observers;

    /**
     * @param observers are told what calls have come to
     */
    public CallWatch(CallRepository calls, List<CallObserver> observers) {
        this.calls = calls;
        this.observers = observers;
    }

    /** To be called when this replica has sent a call. */
    public void started(LedgerCall call) {
        observers.forEach(observer -> observer.changed(call));
    }

    /** Completes with the ended call; each caller may complete its own future earlier. */
    public CompletableFuture<LedgerCall> ended(String id) {
        return waiting.computeIfAbsent(id, any -> new CompletableFuture<>()).copy();
    }

    /** To be called when this replica has ended a call. */
    public void signal(LedgerCall call) {
        CompletableFuture<LedgerCall> future = waiting.remove(call.id());
        if (future != null) {
            future.complete(call);
        }
        observers.forEach(observer -> observer.changed(call));
    }

    /** Looks for calls that others have ended. */
    public void poll() {
        List<String> ids = List.copyOf(waiting.keySet());
        for (int from = 0; from < ids.size(); from += ROWS_PER_QUERY) {
            calls.ended(ids.subList(from, Math.min(from + ROWS_PER_QUERY, ids.size())))
                    .forEach(this::signal);
        }
    }
}
