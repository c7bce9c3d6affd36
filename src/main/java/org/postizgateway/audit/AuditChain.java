package org.postizgateway.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.postizgateway.ledger.JsonBody;

/**
 * Where the entries of a replica begin and end.
 *
 * @param keyId tells which secret it was written with
 * @param baseSeq number of the last entry that has expired; 0 before one has
 * @param baseMac its hash; empty before one has
 * @param headSeq number of the last entry
 * @param seal keyed hash of all this
 */
record AuditChain(
        String id,
        String keyId,
        long baseSeq,
        String baseMac,
        long headSeq,
        String headMac,
        String seal) {

    static AuditChain of(ResultSet row) throws SQLException {
        return new AuditChain(
                row.getString("id"),
                row.getString("key_id"),
                row.getLong("base_seq"),
                row.getString("base_mac"),
                row.getLong("head_seq"),
                row.getString("head_mac"),
                row.getString("seal"));
    }

    static AuditChain begin(String id, AuditSeal seal) {
        return seal.seal(new AuditChain(id, seal.keyId(), 0, "", 0, "", ""));
    }

    AuditChain to(AuditEntry head) {
        return new AuditChain(id, keyId, baseSeq, baseMac, head.seq(), head.mac(), "");
    }

    AuditChain from(AuditEntry expired) {
        return new AuditChain(id, keyId, expired.seq(), expired.mac(), headSeq, headMac, "");
    }

    AuditChain sealedWith(String newSeal) {
        return new AuditChain(id, keyId, baseSeq, baseMac, headSeq, headMac, newSeal);
    }

    String content() {
        return JsonBody.write(List.of(id, keyId, baseSeq, baseMac, headSeq, headMac));
    }
}
