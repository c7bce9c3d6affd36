package org.postizgateway.postiz.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class BestTimesTest {

    @Test
    void asks_nothing_more_once_its_time_is_up_and_says_that_it_goes_on() {
        BestTimes times = new BestTimes(new Analytics(), Clock.systemUTC(), Duration.ZERO);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        times.ask(
                Map.of("integrationId", "channel", "timeZone", "UTC"),
                List.of(Map.of("id", "channel", "name", "X", "identifier", "x")),
                exchange);
        exchange.getMessage()
                .setBody(
                        Map.of(
                                "posts",
                                List.of(
                                        Map.of(
                                                "id",
                                                "post",
                                                "state",
                                                "PUBLISHED",
                                                "integration",
                                                Map.of("id", "channel"),
                                                "publishDate",
                                                Instant.now()
                                                        .minus(Duration.ofDays(5))
                                                        .toString()))));
        times.posts(exchange);

        assertThat(times.wantsMore(exchange)).isFalse();
        assertThat(times.answer(exchange).get("output").toString())
                .contains("The same call again goes on", "notAsked=1");
    }
}
