package org.postizgateway.postiz.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class AnalyticsTest {

    private final Analytics analytics = new Analytics();

    @Test
    void figures_are_kept_for_the_tenant_that_asked() {
        answer("one", 10);

        assertThat(known("one")).isTrue();
        assertThat(known("another")).isFalse();
    }

    @Test
    void figures_that_are_too_many_are_not_kept() {
        answer("one", 50_001);

        assertThat(known("one")).isFalse();
    }

    private void answer(String tenant, int days) {
        Exchange exchange = ask(tenant);
        List<Map<String, Object>> points =
                IntStream.range(0, days)
                        .mapToObj(LocalDate.EPOCH::plusDays)
                        .map(day -> Map.<String, Object>of("date", day.toString(), "total", "1"))
                        .toList();
        exchange.getMessage()
                .setBody(List.of(Map.of("label", "Likes", "percentageChange", 0, "data", points)));
        analytics.answer(exchange);
    }

    private boolean known(String tenant) {
        return ask(tenant).getProperty(Analytics.KNOWN, Boolean.class);
    }

    private Exchange ask(String tenant) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty("PostizTenant", tenant);
        analytics.ofChannel(
                Map.of("integrationId", "c1"),
                List.of(Map.of("id", "c1", "name", "Acme", "identifier", "x")),
                exchange);
        return exchange;
    }
}
