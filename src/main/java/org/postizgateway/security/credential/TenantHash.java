package org.postizgateway.security.credential;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.postizgateway.plain.Hmac;

/**
 * Names a tenant without giving its credential away: HMAC-SHA256 of the credential, cut to 128 bits
 * and written as 32 hexadecimal digits. Without the secret nobody can test a guess against it.
 */
public final class TenantHash {

    private static final int BYTES = 16;
    private static final Pattern CREDENTIAL = Pattern.compile("[\\x21-\\x7E]{1,512}");

    private final Hmac hmac;

    public TenantHash(byte[] secret) {
        this.hmac = new Hmac(secret);
    }

    /** Whether a text can be a key or token of Postiz at all. */
    public static boolean canBeCredential(String text) {
        return CREDENTIAL.matcher(text).matches();
    }

    /** The hash of a credential, the same for every process that holds the same secret. */
    public String of(String credential) {
        return HexFormat.of().formatHex(hmac.of(credential), 0, BYTES);
    }
}
