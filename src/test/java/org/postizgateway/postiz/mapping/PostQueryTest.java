package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.InvalidInputException;

class PostQueryTest {

    @Test
    void reads_both_ends_in_utc() {
        assertThat(period("2026-12-15T10:00:00+02:00", "2026-12-16 10:00"))
                .isEqualTo("2026-12-15T08:00:00Z - 2026-12-16T10:00:00Z");
    }

    @Test
    void counts_a_day_without_a_time_to_its_end_and_from_its_start() {
        assertThat(period("2026-12-15", " 2026-12-15 "))
                .isEqualTo("2026-12-15T00:00:00Z - 2026-12-15T23:59:59.999Z");
    }

    @Test
    void names_the_argument_that_is_no_date() {
        assertThatThrownBy(() -> period("2026-12-15", "next week"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("endDate must be an ISO 8601 date");
    }

    @Test
    void refuses_an_end_before_the_start() {
        assertThatThrownBy(() -> period("2026-12-16", "2026-12-15"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("endDate must not lie before startDate.");
    }

    private static String period(String start, String end) {
        PostQuery query = PostQuery.of(Map.of("startDate", start, "endDate", end));
        return query.start() + " - " + query.end();
    }
}
