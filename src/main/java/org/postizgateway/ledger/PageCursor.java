package org.postizgateway.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of calls or dead letters ended: the next begins with what is older.
 *
 * @param createdAt of the last one of the page
 * @param id of the same
 */
public record PageCursor(Instant createdAt, String id) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,17})_([0-9A-Za-z-]{1,36})");

    /** As it stands in an address; the time in microseconds, as both databases keep it. */
    public String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + "_" + id;
    }

    /** Empty when it is none of ours. */
    public static Optional<PageCursor> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new PageCursor(
                                Instant.EPOCH.plus(
                                        Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                                parts.group(2)))
                : Optional.empty();
    }
}
