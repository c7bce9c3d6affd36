package org.postizgateway.postiz.recognition;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a create was on its way.
 *
 * @param from when it was sent
 * @param until when it is looked for
 */
record Sending(Instant from, Instant until) {

    /** By this much some self-hosted images shift dates (contract, section 6.6). */
    static final Duration SHIFT = Duration.ofHours(1);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** By this much the clocks of the gateway and of Postiz may differ at most. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    /** By this much clocks that are kept right differ. */
    private static final Duration TICK = Duration.ofSeconds(5);

    /** Whether a post was created before or after the create was sent. */
    enum Age {
        BEFORE,
        UNKNOWN,
        AFTER
    }

    Age age(StoredPost stored) {
        if (stored.createdAt().isEmpty()) {
            return Age.UNKNOWN;
        }
        Instant created = stored.createdAt().get();
        if (created.isBefore(from.minus(CLOCKS))) {
            return Age.BEFORE;
        }
        return created.isBefore(from.minus(TICK)) ? Age.UNKNOWN : Age.AFTER;
    }

    /** Whether this is the minute at which the post is due. */
    boolean isDue(WantedPost wanted, Instant stored) {
        return wanted.due()
                .map(due -> Duration.between(due, stored).abs().compareTo(MINUTE) < 0)
                .orElseGet(
                        () ->
                                !stored.isBefore(from.truncatedTo(ChronoUnit.MINUTES).minus(MINUTE))
                                        && !stored.isAfter(until.plus(MINUTE)));
    }

    /** Whether this is an hour earlier or later. */
    boolean isShifted(WantedPost wanted, Instant stored) {
        return isDue(wanted, stored.plus(SHIFT)) || isDue(wanted, stored.minus(SHIFT));
    }
}
