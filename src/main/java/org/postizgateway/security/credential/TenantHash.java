package org.postizgateway.security.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a tenant without giving its credential away: HMAC-SHA256 of the credential, cut to 128 bits
 * and written as 32 hexadecimal digits. Without the secret nobody can test a guess against it.
 */
public final class TenantHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;
    private static final Pattern CREDENTIAL = Pattern.compile("[\\x21-\\x7E]{1,512}");

    private final SecretKeySpec secret;

    public TenantHash(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Whether a text can be a key or token of Postiz at all. */
    public static boolean canBeCredential(String text) {
        return CREDENTIAL.matcher(text).matches();
    }

    /** The hash of a credential, the same for every process that holds the same secret. */
    public String of(String credential) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] digest = mac.doFinal(credential.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
