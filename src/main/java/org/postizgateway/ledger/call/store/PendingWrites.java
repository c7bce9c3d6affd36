package org.postizgateway.ledger.call.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.ledger.call.CallState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Outcomes that could not be written because the database was away. They are written as soon as it
 * is back; should the process die before, the row is still open and is settled by its lease.
 */
public final class PendingWrites {

    private static final Logger LOG = LoggerFactory.getLogger(PendingWrites.class);

    private final Map<String, Write> pending = new ConcurrentHashMap<>();

    private record Write(CallState state, Runnable action) {

        /** Of two outcomes of one call the one that knows more stays. */
        private Write or(Write later) {
            return later.state.mayFollow().contains(state) ? later : this;
        }
    }

    /** Writes now or, when the database is away, later. */
    public void write(String callId, CallState state, Runnable action) {
        Write waiting = pending.get(callId);
        Write write = new Write(state, action);
        attempt(callId, waiting == null ? write : waiting.or(write));
    }

    private void attempt(String callId, Write write) {
        try {
            write.action.run();
            if (pending.containsKey(callId)) {
                // one that came meanwhile and knows more is still to be written
                pending.computeIfPresent(
                        callId, (id, waiting) -> waiting.or(write) == write ? null : waiting);
                LOG.info("The outcome of call {} is written now", callId);
            }
        } catch (DataAccessException | TransactionException e) {
            boolean first = !pending.containsKey(callId);
            pending.merge(callId, write, Write::or);
            if (first) {
                LOG.warn("The outcome of call {} cannot be written yet: {}", callId, cause(e));
            }
        }
    }

    /** Tries again to write what is left. */
    public void flush() {
        pending.forEach(this::attempt);
    }

    /** Whether the outcome of the call waits to be written. */
    public boolean has(String callId) {
        return pending.containsKey(callId);
    }

    private static String cause(NestedRuntimeException e) {
        return e.getMostSpecificCause().getMessage();
    }
}
