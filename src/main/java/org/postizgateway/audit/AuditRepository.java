package org.postizgateway.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code audit_entry} and {@code audit_chain}. */
public final class AuditRepository {

    private final JdbcClient jdbc;

    public AuditRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In a transaction: nobody else adds to the chain until it ends. */
    Optional<AuditChain> lock(String chain) {
        return jdbc.sql("SELECT * FROM audit_chain WHERE id = :id FOR UPDATE")
                .param("id", chain)
                .query((row, number) -> AuditChain.of(row))
                .optional();
    }

    List<AuditChain> chains() {
        return jdbc.sql("SELECT * FROM audit_chain ORDER BY id")
                .query((row, number) -> AuditChain.of(row))
                .list();
    }

    List<String> chainsOfEntries() {
        return jdbc.sql("SELECT DISTINCT chain FROM audit_entry").query(String.class).list();
    }

    void insert(AuditChain chain) {
        write(
                """
                INSERT INTO audit_chain (id, key_id, base_seq, base_mac, head_seq, head_mac, seal)
                VALUES (:id, :key, :baseSeq, :baseMac, :headSeq, :headMac, :seal)
                """,
                chain);
    }

    void update(AuditChain chain) {
        write(
                """
                UPDATE audit_chain SET key_id = :key, base_seq = :baseSeq, base_mac = :baseMac,
                       head_seq = :headSeq, head_mac = :headMac, seal = :seal
                WHERE id = :id
                """,
                chain);
    }

    private void write(String statement, AuditChain chain) {
        jdbc.sql(statement)
                .param("id", chain.id())
                .param("key", chain.keyId())
                .param("baseSeq", chain.baseSeq())
                .param("baseMac", chain.baseMac())
                .param("headSeq", chain.headSeq())
                .param("headMac", chain.headMac())
                .param("seal", chain.seal())
                .update();
    }

    void delete(AuditChain chain) {
        jdbc.sql("DELETE FROM audit_chain WHERE id = :id").param("id", chain.id()).update();
    }

    void insert(AuditEntry entry) {
        jdbc.sql(
                        """
                        INSERT INTO audit_entry (chain, seq, at, action, actor, source, trace_id,
                                                 subject, detail, mac)
                        VALUES (:chain, :seq, :at, :action, :actor, :source, :trace, :subject,
                                :detail, :mac)
                        """)
                .param("chain", entry.chain())
                .param("seq", entry.seq())
                .param("at", Times.sql(entry.at()))
                .param("action", entry.action())
                .param("actor", entry.actor())
                .param("source", entry.source())
                .param("trace", entry.traceId())
                .param("subject", entry.subject())
                .param("detail", entry.detail())
                .param("mac", entry.mac())
                .update();
    }

    /** Entries of a chain in their order, behind a number. */
    List<AuditEntry> after(String chain, long seq, int limit) {
        return select(
                "chain = :chain AND seq > :seq ORDER BY seq LIMIT :limit",
                Map.of("chain", chain, "seq", seq, "limit", limit));
    }

    /**
     * Entries of all chains by time, and within a millisecond by chain and number.
     *
     * @param after the last one that is known already; empty to begin at {@code from}
     * @param until not included
     */
    public List<AuditEntry> between(
            Instant from, Instant until, Optional<AuditEntry> after, int limit) {
        return select(
                // a page begins where the one before ended, whatever is before
                """
                at >= :at AND at < :until
                AND (at > :at OR chain > :chain OR chain = :chain AND seq > :seq)
                ORDER BY at, chain, seq LIMIT :limit
                """,
                Map.of(
                        "until", Times.sql(until),
                        "at", Times.sql(after.map(AuditEntry::at).orElse(from)),
                        "chain", after.map(AuditEntry::chain).orElse(""),
                        "seq", after.map(AuditEntry::seq).orElse(0L),
                        "limit", limit));
    }

    /**
     * The newest of the oldest entries of a chain that were all made before a time.
     *
     * @param limit how many of the oldest are looked at
     */
    Optional<AuditEntry> lastBefore(AuditChain chain, Instant time, int limit) {
        return select(
                        """
                        chain = :chain AND seq = (
                            SELECT MAX(seq) FROM audit_entry
                            WHERE chain = :chain AND seq > :base AND seq <= (
                                SELECT COALESCE(MIN(seq) - 1, :end) FROM audit_entry
                                WHERE chain = :chain AND seq > :base AND seq <= :end
                                AND at >= :time))
                        """,
                        Map.of(
                                "chain", chain.id(),
                                "base", chain.baseSeq(),
                                "end", Math.min(chain.baseSeq() + limit, chain.headSeq()),
                                "time", Times.sql(time)))
                .stream()
                .findFirst();
    }

    /**
     * @return how many
     */
    int deleteUpTo(AuditEntry entry) {
        return jdbc.sql("DELETE FROM audit_entry WHERE chain = :chain AND seq <= :seq")
                .param("chain", entry.chain())
                .param("seq", entry.seq())
                .update();
    }

    private List<AuditEntry> select(String where, Map<String, ?> parameters) {
        return jdbc.sql("SELECT * FROM audit_entry WHERE " + where)
                .params(parameters)
                .query((row, number) -> AuditEntry.of(row))
                .list();
    }
}
