package org.postizgateway.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.Times;

/**
 * A row of the audit trail.
 *
 * @param chain the replica that wrote it
 * @param seq counts the entries of a chain, from 1
 * @param detail JSON object, as it was written
 * @param mac keyed hash of this entry and of the one before it, hexadecimal
 */
public record AuditEntry(
        String chain,
        long seq,
        Instant at,
        String action,
        String actor,
        String source,
        String traceId,
        String subject,
        String detail,
        String mac) {

    static AuditEntry of(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("chain"),
                row.getLong("seq"),
                Times.instant(row, "at"),
                row.getString("action"),
                row.getString("actor"),
                row.getString("source"),
                row.getString("trace_id"),
                row.getString("subject"),
                row.getString("detail"),
                row.getString("mac"));
    }

    AuditEntry sealedWith(String newMac) {
        return new AuditEntry(
                chain, seq, at, action, actor, source, traceId, subject, detail, newMac);
    }

    /** All that the hash covers, so that two entries that differ have different texts. */
    String content() {
        return JsonBody.write(
                List.of(
                        chain,
                        seq,
                        at.toString(),
                        action,
                        actor,
                        source,
                        traceId,
                        subject,
                        detail));
    }

    /** As a JSON object. */
    public Map<String, Object> describe() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("chain", chain);
        json.put("seq", seq);
        json.put("at", at.toString());
        json.put("action", action);
        json.put("actor", actor);
        json.put("source", source);
        json.put("traceId", traceId);
        json.put("subject", subject);
        json.put("detail", JsonBody.read(detail));
        json.put("mac", mac);
        return json;
    }
}
