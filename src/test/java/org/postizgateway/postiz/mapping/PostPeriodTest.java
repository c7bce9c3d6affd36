package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.InvalidInputException;

class PostPeriodTest {

    private final PostPeriod period = new PostPeriod();

    @Test
    void writes_both_ends_in_utc() {
        assertThat(normalized("2026-12-15T10:00:00+02:00", "2026-12-16 10:00"))
                .isEqualTo("2026-12-15T08:00:00.000Z - 2026-12-16T10:00:00.000Z");
    }

    @Test
    void counts_a_day_without_a_time_to_its_end_and_from_its_start() {
        assertThat(normalized("2026-12-15", " 2026-12-15 "))
                .isEqualTo("2026-12-15T00:00:00.000Z - 2026-12-15T23:59:59.999Z");
    }

    @Test
    void names_the_argument_that_is_no_date() {
        assertThatThrownBy(() -> normalized("2026-12-15", "next week"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("endDate must be an ISO 8601 date");
    }

    @Test
    void refuses_an_end_before_the_start() {
        assertThatThrownBy(() -> normalized("2026-12-16", "2026-12-15"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("endDate must not lie before startDate.");
    }

    private String normalized(String start, String end) {
        Message message = new DefaultMessage(new DefaultCamelContext());
        message.setHeader("startDate", start);
        message.setHeader("endDate", end);
        period.normalize(message);
        return message.getHeader("startDate") + " - " + message.getHeader("endDate");
    }
}
