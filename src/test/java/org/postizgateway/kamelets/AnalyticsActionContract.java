package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Kamelets for the figures of channels and of posts have in common. */
abstract class AnalyticsActionContract extends KameletContract {

    @Override
    Map<String, Object> input() {
        return Map.of("id", "c1", "date", 30);
    }

    @Override
    String answer() {
        return """
               [{"label": "Impressions", "data": [{"total": "120", "date": "2026-11-20"}], "percentageChange": 5}]
               """;
    }

    @Test
    void looksBackAWeekWhenItIsNotSaid() {
        answers(success());

        call("direct:call", Map.of("id", "c1"), null);

        assertThat(onlyRequest().getUrl()).endsWith("/c1?date=7");
    }

    @ParameterizedTest
    @CsvSource({
        "id, ../posts",
        "id, a/b",
        "id, c1?x=y",
        "date, 0",
        "date, -1",
        "date, 7&x=y",
        "date, week"
    })
    void refusesWhatIsNoIdOrNumberOfDaysBeforeAnyCall(String header, String value) {
        Map<String, Object> headers =
                header.equals("id") ? Map.of("id", value) : Map.of("id", "c1", header, value);

        Exchange exchange = call("direct:call", headers, null);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(header + " must be");
        assertThat(requests()).isEmpty();
    }
}
