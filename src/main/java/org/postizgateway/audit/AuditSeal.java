package org.postizgateway.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.postizgateway.plain.Hmac;

/** HMAC-SHA256 of what the audit trail holds, so that nobody without the secret can change it. */
public final class AuditSeal {

    private static final int KEY_ID_BYTES = 8;

    private final Hmac hmac;
    private final String keyId;

    /**
     * @param key made of the gateway's secret
     */
    public AuditSeal(byte[] key) {
        this.hmac = new Hmac(key);
        this.keyId = HexFormat.of().formatHex(hmac.of("key id"), 0, KEY_ID_BYTES);
    }

    String keyId() {
        return keyId;
    }

    /** The entry with the hash that it must have after another. */
    AuditEntry seal(AuditEntry entry, String previousMac) {
        return entry.sealedWith(hex("entry\n" + previousMac + "\n" + entry.content()));
    }

    AuditChain seal(AuditChain chain) {
        return chain.sealedWith(hex("chain\n" + chain.content()));
    }

    static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String hex(String text) {
        return HexFormat.of().formatHex(hmac.of(text));
    }
}
