package org.postizgateway.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes what changed something, and who did it. This replica adds to a chain of its own, which
 * begins with the ends of the others, so that a chain that is gone, or ends earlier than it did, is
 * found.
 */
public final class AuditTrail {

    static final String STARTED = "gateway started";
    static final String OTHERS = "other chains";
    static final String EXPIRED = "entries expired";
    static final String CHAINS = "chains";
    static final String UP_TO = "upTo";

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int CHAINS_AT_A_TIME = 100;
    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_SOURCE = 64;

    private final AuditRepository entries;
    private final AuditSeal seal;
    private final String chain;
    private final TransactionOperations transactions;
    private final Consumer<AuditEntry> written;

    /**
     * @param chain id of this replica
     * @param written is told of each entry once it is committed
     */
    public AuditTrail(
            AuditRepository entries,
            AuditSeal seal,
            String chain,
            TransactionOperations transactions,
            Consumer<AuditEntry> written) {
        this.entries = entries;
        this.seal = seal;
        this.chain = chain;
        this.transactions = transactions;
        this.written = written;
    }

    /** Id of the chain that this replica adds to. */
    String chain() {
        return chain;
    }

    /** Makes the chain, before anybody adds to it. */
    public void open() {
        transactions.executeWithoutResult(status -> head());
    }

    /**
     * Says that this replica has started, and where the other chains end.
     *
     * @param detail what else is worth to know of it
     */
    public void begin(Map<String, Object> detail) {
        List<Map<String, Object>> others =
                entries.chains().stream()
                        .sorted(Comparator.comparing(AuditChain::id))
                        .map(AuditTrail::end)
                        .toList();
        int named = Math.min(CHAINS_AT_A_TIME, others.size());
        Map<String, Object> all = new TreeMap<>(detail);
        all.put(CHAINS, others.subList(0, named));
        append(AuditEvent.own(STARTED, chain, all));
        for (int from = named; from < others.size(); from += CHAINS_AT_A_TIME) {
            int to = Math.min(from + CHAINS_AT_A_TIME, others.size());
            append(AuditEvent.own(OTHERS, chain, Map.of(CHAINS, others.subList(from, to))));
        }
    }

    static Map<String, Object> end(AuditChain chain) {
        return Map.of("chain", chain.id(), "seq", chain.headSeq(), "mac", chain.headMac());
    }

    /**
     * Adds an entry, in the transaction that runs or in one of its own.
     *
     * @throws DataAccessException when the ledger cannot be written
     */
    public void append(AuditEvent event) {
        AuditEntry entry = transactions.execute(status -> insert(event));
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            written.accept(entry);
                        }
                    });
        } else {
            written.accept(entry);
        }
    }

    /** Adds an entry about what is done already; one that cannot be written is logged. */
    public void note(AuditEvent event) {
        try {
            append(event);
        } catch (DataAccessException | TransactionException e) {
            LOG.error(
                    "Not in the audit trail, as the ledger cannot be written: {} by {} from {}, {},"
                            + " {}",
                    event.action(),
                    event.actor(),
                    event.source(),
                    event.subject(),
                    event.detail());
        }
    }

    private AuditEntry insert(AuditEvent event) {
        AuditChain before = head();
        AuditEntry entry =
                seal.seal(
                        new AuditEntry(
                                chain,
                                before.headSeq() + 1,
                                Times.now(),
                                event.action(),
                                event.actor(),
                                cut(event.source(), LONGEST_SOURCE),
                                event.traceId(),
                                cut(event.subject(), LONGEST_SUBJECT),
                                JsonBody.write(event.detail()),
                                ""),
                        before.headMac());
        entries.insert(entry);
        entries.update(seal.seal(before.to(entry)));
        return entry;
    }

    /** Nobody else adds to the chain until the transaction ends. */
    private AuditChain head() {
        return entries.lock(chain)
                .orElseGet(
                        () -> {
                            AuditChain begun = AuditChain.begin(chain, seal);
                            entries.insert(begun);
                            return begun;
                        });
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
