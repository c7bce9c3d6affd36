package org.postizgateway.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.postizgateway.ledger.Times;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes entries that have expired, some at a time, and writes down in the same transaction how
 * far: what is written down as expired is gone, and nothing else is missed.
 */
public final class AuditRetention {

    /** So that no statement takes long, however much has expired. */
    static final int ROWS_AT_ONCE = 5000;

    private final AuditRepository entries;
    private final AuditSeal seal;
    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final Duration retention;
    private final Predicate<String> alive;

    /**
     * @param retention how long an entry is kept
     * @param alive tells whether a replica may still add to its chain
     */
    public AuditRetention(
            AuditRepository entries,
            AuditSeal seal,
            AuditTrail trail,
            TransactionOperations transactions,
            Duration retention,
            Predicate<String> alive) {
        this.entries = entries;
        this.seal = seal;
        this.trail = trail;
        this.transactions = transactions;
        this.retention = retention;
        this.alive = alive;
    }

    public void purge() {
        Instant before = Times.now().minus(retention);
        for (AuditChain chain : entries.chains()) {
            Optional<AuditChain> left = Optional.of(chain);
            while (left.isPresent() && lastExpired(left.get(), before).isPresent()) {
                left = transactions.execute(status -> expire(chain.id(), before));
            }
        }
    }

    /**
     * The last of the first entries of a chain, if they have expired and it is as it was written.
     */
    private Optional<AuditEntry> lastExpired(AuditChain chain, Instant before) {
        return AuditSeal.equal(seal.seal(chain).seal(), chain.seal())
                ? entries.lastBefore(chain, before, ROWS_AT_ONCE)
                : Optional.empty();
    }

    /**
     * @return what is left of the chain; empty when it is gone, or nothing was there to delete
     */
    private Optional<AuditChain> expire(String id, Instant before) {
        lockWithOwn(id);
        Optional<AuditChain> locked = entries.lock(id);
        Optional<AuditEntry> last = locked.flatMap(chain -> lastExpired(chain, before));
        if (last.isEmpty()) {
            return Optional.empty();
        }
        long upTo = last.get().seq();
        boolean whole = upTo == locked.get().headSeq() && !alive.test(id);
        trail.append(
                AuditEvent.own(
                        AuditTrail.EXPIRED, id, Map.of(AuditTrail.UP_TO, upTo, "whole", whole)));
        entries.deleteUpTo(last.get());
        // anew, as the entry may have been added to this chain
        AuditChain now = entries.lock(id).orElseThrow();
        if (whole) {
            entries.delete(now);
            return Optional.empty();
        }
        AuditChain left = seal.seal(now.from(last.get()));
        entries.update(left);
        return Optional.of(left);
    }

    /** In one order, as two replicas may do this at once, each with the chain of the other. */
    private void lockWithOwn(String id) {
        Stream.of(id, trail.chain()).sorted().forEach(entries::lock);
    }
}
