package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostizDateTest {

    @ParameterizedTest
    @CsvSource({
        "2026-12-15T10:00:00.000Z, 2026-12-15T10:00:00.000Z",
        "2026-12-15T10:00:00z, 2026-12-15T10:00:00.000Z",
        "2026-12-15T10:00:00+02:00, 2026-12-15T08:00:00.000Z",
        "2026-12-15T10:00:00-0530, 2026-12-15T15:30:00.000Z",
        "2026-12-15T10:00:00, 2026-12-15T10:00:00.000Z",
        "2026-12-15T10:00, 2026-12-15T10:00:00.000Z",
        "2026-12-15 10:00:00, 2026-12-15T10:00:00.000Z",
        "2026-12-15, 2026-12-15T00:00:00.000Z",
    })
    void reads_iso_dates_as_utc(String text, String date) {
        assertThat(PostizDate.parse(text).map(PostizDate::format)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tomorrow", "15.12.2026", "2026-13-01", "1765792800000", "2026-02-30"})
    void takes_nothing_else(String text) {
        assertThat(PostizDate.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-12-15T10:00:00 | no time zone, so UTC was taken",
                "2026-12-15 10:00    | no time zone, so UTC was taken",
                "2026-12-15          | no time, so midnight in UTC was taken",
            })
    void says_what_a_text_leaves_open(String text, String said) {
        assertThat(PostizDate.assumed(text).orElseThrow()).contains(said, "with an offset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-15T10:00Z", "2026-12-15T10:00+02:00", "tomorrow", ""})
    void says_nothing_where_nothing_is_open(String text) {
        assertThat(PostizDate.assumed(text)).isEmpty();
    }

    @Property
    void means_the_same_instant_whatever_the_offset(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
        Instant instant = Instant.ofEpochSecond(second);
        String written =
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        instant.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60)));
        assertThat(PostizDate.parse(written)).contains(instant);
        assertThat(PostizDate.parse(PostizDate.format(instant))).contains(instant);
    }
}
