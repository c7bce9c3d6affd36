package org.postizgateway.postiz.failure;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.failure.PostizFailure.Kind;

/**
 * Says when Postiz accepts calls again. Its first 429 closes the door for a full hour, whatever was
 * left of the window (contract, section 3.3).
 */
final class RateLimit {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock clock;

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param retryAfter the header of that name: seconds or an HTTP date
     */
    PostizFailure explain(Optional<String> retryAfter) {
        Optional<Duration> wait = retryAfter.flatMap(this::duration);
        String when =
                wait.map(this::opens)
                        .orElse("It does not say for how long; an hour is its usual window.");
        return PostizFailure.of(
                Kind.RATE_LIMITED,
                Effect.NONE,
                429,
                wait,
                "Postiz accepts no more of these calls for now: the limit of this organization is"
                        + " used up, for all its keys. "
                        + when
                        + " A call before that is refused.");
    }

    private String opens(Duration wait) {
        Instant opening =
                clock.instant().plus(wait).plusSeconds(59).truncatedTo(ChronoUnit.MINUTES);
        long minutes = (wait.toSeconds() + 59) / 60;
        return "It opens again at %s UTC, in %d minute%s."
                .formatted(TIME.format(opening), minutes, minutes == 1 ? "" : "s");
    }

    private Optional<Duration> duration(String header) {
        try {
            Duration wait =
                    header.strip().matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(header.strip()))
                            : Duration.between(clock.instant(), date(header.strip()));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant date(String header) {
        return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
