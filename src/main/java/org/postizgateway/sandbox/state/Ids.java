package org.postizgateway.sandbox.state;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Identifiers and secrets in the shapes that Postiz uses. */
public final class Ids {

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String MIXED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong COUNTER = new AtomicLong();
    private static final String PROCESS = pick(LOWER, 4);

    private Ids() {}

    /**
     * A cuid, as posts have it: the letter c, the time in milliseconds, a counter, four characters
     * of the process and eight of chance, all in base 36.
     */
    public static String cuid(Instant time) {
        return "c"
                + base36(time.toEpochMilli(), 8)
                + base36(COUNTER.getAndIncrement(), 4)
                + PROCESS
                + pick(LOWER, 8);
    }

    private static String base36(long number, int digits) {
        String text = "0".repeat(digits) + Long.toString(number, Character.MAX_RADIX);
        return text.substring(text.length() - digits);
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
