package org.postizgateway.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.postizgateway.ledger.Times;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes entries that have expired, and writes down that it did. */
public final class AuditRetention {

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
            if (AuditSeal.equal(seal.seal(chain).seal(), chain.seal())) {
                entries.lastBefore(chain, before).ifPresent(last -> expire(chain, last));
            }
        }
    }

    /**
     * Written down first, and not with the other chain locked: two replicas may do this at once.
     */
    private void expire(AuditChain chain, AuditEntry last) {
        boolean whole = last.seq() == chain.headSeq() && !alive.test(chain.id());
        trail.append(
                AuditEvent.own(
                        AuditTrail.EXPIRED,
                        chain.id(),
                        Map.of(AuditTrail.UP_TO, last.seq(), "whole", whole)));
        transactions.executeWithoutResult(
                status ->
                        entries.lock(chain.id())
                                .filter(locked -> locked.baseSeq() < last.seq())
                                .ifPresent(locked -> delete(locked, last)));
    }

    private void delete(AuditChain locked, AuditEntry last) {
        entries.deleteUpTo(last);
        if (last.seq() == locked.headSeq() && !alive.test(locked.id())) {
            entries.delete(locked);
        } else {
            entries.update(seal.seal(locked.from(last)));
        }
    }
}
