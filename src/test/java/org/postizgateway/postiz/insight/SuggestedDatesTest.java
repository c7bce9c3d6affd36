package org.postizgateway.postiz.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestedDatesTest {

    private static SuggestedDates at(String now, String zone) {
        return new SuggestedDates(Clock.fixed(Instant.parse(now), ZoneId.of(zone)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, UTC, 2026-01 2026-02 2026-03",
        "2026-07-31T12:00:00Z, UTC, 2026-05 2026-06 2026-07",
        "2026-01-31T23:59:59Z, Pacific/Auckland, 2025-11 2025-12 2026-01"
    })
    void months_follow_each_other_without_gap_or_repetition_in_utc(
            String now, String zone, String months) {
        assertThat(at(now, zone).months()).containsExactly(months.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"UTC", "Pacific/Auckland", "Pacific/Honolulu"})
    void days_are_those_in_utc(String zone) {
        assertThat(at("2026-03-01T23:30:00Z", zone).days())
                .containsExactly(
                        "2026-01-30", "2026-02-22", "2026-03-01", "2026-03-08", "2026-03-31");
    }
}
