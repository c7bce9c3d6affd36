package org.postizgateway.sandbox.posting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;

/** The guard of a newer Postiz against dates that would publish at once (section 4.1). */
public final class PastDates {

    private static final Duration TOLERANCE = Duration.ofMinutes(1);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Conditions conditions;
    private final Clock clock;

    public PastDates(Conditions conditions, Clock clock) {
        this.conditions = conditions;
        this.clock = clock;
    }

    /**
     * @param type only {@code schedule} is refused
     */
    public Optional<String> refusal(String type, Instant date) {
        boolean refused =
                conditions.has(Feature.PAST_DATES_REFUSED)
                        && type.equals("schedule")
                        && date.isBefore(clock.instant().minus(TOLERANCE));
        return refused
                ? Optional.of(
                        "Publish date "
                                + MINUTE.format(date)
                                + " UTC is in the past - saving would publish immediately. Pick a"
                                + " future date, or use type 'now' to intentionally publish right"
                                + " now.")
                : Optional.empty();
    }
}
