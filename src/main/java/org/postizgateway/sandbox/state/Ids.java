package org.postizgateway.sandbox.state;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Identifiers and secrets in the shapes that Postiz uses. */
public final class Ids {

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String MIXED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** Like a cuid: "cm" and 23 lower-case letters and digits (posts, channels). */
    public static String cuid() {
        return "cm" + pick(LOWER, 23);
    }

    /** Letters and digits of both cases (OAuth clients, secrets, codes, tokens). */
    public static String token(int length) {
        return pick(MIXED, length);
    }

    /** Lower-case hexadecimal digits (names of stored media). */
    public static String hex(int length) {
        return pick("0123456789abcdef", length);
    }

    private static String pick(String alphabet, int length) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                .collect(Collectors.joining());
    }
}
