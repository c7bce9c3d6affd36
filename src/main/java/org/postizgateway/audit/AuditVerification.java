package org.postizgateway.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postizgateway.ledger.JsonBody;
import org.springframework.transaction.support.TransactionOperations;

/** Finds entries of the audit trail that were changed, removed or moved. */
public final class AuditVerification {

    private static final int BATCH = 1000;

    private static final Set<String> TELL_OF_OTHERS = Set.of(AuditTrail.STARTED, AuditTrail.OTHERS);

    private final AuditRepository entries;
    private final AuditSeal seal;
    private final TransactionOperations snapshot;

    /**
     * @param snapshot a transaction that sees the trail as it was when it began
     */
    public AuditVerification(
            AuditRepository entries, AuditSeal seal, TransactionOperations snapshot) {
        this.entries = entries;
        this.seal = seal;
        this.snapshot = snapshot;
    }

    /**
     * Something that is not as it was written.
     *
     * @param seq of the entry; 0 for the chain as a whole
     */
    public record Finding(String chain, long seq, String message) {}

    /**
     * What a verification found.
     *
     * @param entries how many were looked at
     * @param findings empty when all is as it was written
     */
    public record Report(int chains, long entries, List<Finding> findings) {

        public boolean isIntact() {
            return findings.isEmpty();
        }
    }

    /** Looks at every entry. */
    public Report verify() {
        return snapshot.execute(status -> new Run().report());
    }

    /** An end of a chain that another one has noted. */
    private record Mention(String chain, long seq, String mac, String by) {}

    private final class Run {

        private final List<Finding> findings = new ArrayList<>();
        private final List<Mention> mentions = new ArrayList<>();
        private final Map<String, Long> expired = new HashMap<>();
        private long count;

        private Report report() {
            List<AuditChain> chains = entries.chains();
            chains.forEach(this::walk);
            Map<String, AuditChain> known =
                    chains.stream().collect(Collectors.toMap(AuditChain::id, Function.identity()));
            entries.chainsOfEntries().stream()
                    .filter(id -> !known.containsKey(id))
                    .forEach(id -> find(id, 0, "There are entries, and the chain is gone."));
            mentions.forEach(mention -> compare(mention, known.get(mention.chain())));
            return new Report(chains.size(), count, List.copyOf(findings));
        }

        private void find(String chain, long seq, String message) {
            findings.add(new Finding(chain, seq, message));
        }

        private void walk(AuditChain chain) {
            if (!chain.keyId().equals(seal.keyId())) {
                find(chain.id(), 0, "Written with another GATEWAY_SECRET; not verified.");
                return;
            }
            if (!AuditSeal.equal(seal.seal(chain).seal(), chain.seal())) {
                find(chain.id(), 0, "Where it begins and ends was changed.");
            }
            long seq = chain.baseSeq();
            String mac = chain.baseMac();
            List<AuditEntry> batch = entries.after(chain.id(), seq, BATCH);
            while (!batch.isEmpty()) {
                for (AuditEntry entry : batch) {
                    check(entry, seq, mac);
                    seq = entry.seq();
                    mac = entry.mac();
                }
                batch = entries.after(chain.id(), seq, BATCH);
            }
            if (seq < chain.headSeq()) {
                find(chain.id(), seq + 1, missing(seq + 1, chain.headSeq()));
            } else if (seq > chain.headSeq() || !AuditSeal.equal(mac, chain.headMac())) {
                find(chain.id(), seq, "It does not end with the entry that was written last.");
            }
        }

        private void check(AuditEntry entry, long seqBefore, String macBefore) {
            count++;
            if (entry.seq() != seqBefore + 1) {
                find(entry.chain(), seqBefore + 1, missing(seqBefore + 1, entry.seq() - 1));
            } else if (!AuditSeal.equal(seal.seal(entry, macBefore).mac(), entry.mac())) {
                find(entry.chain(), entry.seq(), "It was changed, moved or put in.");
            } else {
                note(entry);
            }
        }

        private String missing(long first, long last) {
            return first == last
                    ? "It is missing."
                    : "It is missing, and all up to %d.".formatted(last);
        }

        private void note(AuditEntry entry) {
            Map<?, ?> detail = (Map<?, ?>) JsonBody.read(entry.detail());
            if (entry.action().equals(AuditTrail.EXPIRED)) {
                long upTo = ((Number) detail.get(AuditTrail.UP_TO)).longValue();
                expired.merge(entry.subject(), upTo, Math::max);
            } else if (TELL_OF_OTHERS.contains(entry.action())) {
                for (Object end : (List<?>) detail.get(AuditTrail.CHAINS)) {
                    Map<?, ?> named = (Map<?, ?>) end;
                    mentions.add(
                            new Mention(
                                    String.valueOf(named.get("chain")),
                                    ((Number) named.get("seq")).longValue(),
                                    String.valueOf(named.get("mac")),
                                    entry.chain()));
                }
            }
        }

        private void compare(Mention mention, AuditChain chain) {
            if (expired.getOrDefault(mention.chain(), 0L) >= mention.seq()) {
                return;
            }
            if (chain == null) {
                find(
                        mention.chain(),
                        0,
                        "The chain is gone. It had %d entries when %s began."
                                .formatted(mention.seq(), mention.by()));
                return;
            }
            boolean there =
                    entries.after(chain.id(), mention.seq() - 1, 1).stream()
                            .anyMatch(entry -> AuditSeal.equal(entry.mac(), mention.mac()));
            if (!there) {
                find(
                        mention.chain(),
                        mention.seq(),
                        "It is not the entry that was there when %s began."
                                .formatted(mention.by()));
            }
        }
    }
}
