package org.postizgateway.acceptance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files that begin as a picture does and hold a text, so that each text is another file. */
public final class Pictures {

    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");

    private Pictures() {}

    public static byte[] of(String text) {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        picture.writeBytes(PNG);
        picture.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return picture.toByteArray();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(of(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
