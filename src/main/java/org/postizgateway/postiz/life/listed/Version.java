package org.postizgateway.postiz.life.listed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.postizgateway.postiz.json.JsonBody;

/** Names what a post was when it was read, so that a change by somebody else shows. */
public final class Version {

    private static final int LENGTH = 12;

    private Version() {}

    /** Another text for each state in which a post can be read. */
    public static String of(ListedPost post) {
        String all =
                JsonBody.write(
                        List.of(
                                post.group(),
                                post.due(),
                                post.state(),
                                post.content(),
                                post.settings(),
                                post.media().orElse(List.of())));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
