package org.postizgateway.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Outcomes that could not be written because the database was away. They are written as soon as it
 * is back; should the process die before, the row is still open and is reconciled by its lease.
 */
public final class Unwritten {

    private static final Logger LOG = LoggerFactory.getLogger(Unwritten.class);

    private final Map<String, Runnable> writes = new ConcurrentHashMap<>();

    /** Writes now or, when the database is away, later. */
    public void write(String callId, Runnable write) {
        try {
            write.run();
            if (writes.remove(callId) != null) {
                LOG.info("The outcome of call {} is written now", callId);
            }
        } catch (DataAccessException | TransactionException e) {
            if (writes.put(callId, write) == null) {
                LOG.warn("The outcome of call {} cannot be written yet: {}", callId, cause(e));
            }
        }
    }

    /** Tries again to write what is left. */
    public void retry() {
        writes.forEach(this::write);
    }

    private static String cause(NestedRuntimeException e) {
        return e.getMostSpecificCause().getMessage();
    }
}
