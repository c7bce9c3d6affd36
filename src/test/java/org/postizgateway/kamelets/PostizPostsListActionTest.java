package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostizPostsListActionTest extends KameletContract {

    @Override
    String kamelet() {
        return "postiz-posts-list-action";
    }

    @Override
    String request() {
        return "GET /public/v1/posts?startDate=2026-12-01T00:00:00.000Z&endDate=2026-12-31T23:59:59%2B01:00&includeAttachments=true&customer=c1";
    }

    @Override
    Map<String, Object> input() {
        return Map.of(
                "startDate", "2026-12-01T00:00:00.000Z",
                "endDate", "2026-12-31T23:59:59+01:00",
                "customer", "c1");
    }

    @Override
    String answer() {
        return """
               {"posts": [{"id": "cm1", "content": "<p>Hi</p>", "state": "QUEUE", "settings": "{}"}]}
               """;
    }

    @Test
    void listsThePostsOfAllGroupsWithoutACustomer() {
        answers(success());

        call("direct:call", Map.of("startDate", "2026-12-01", "endDate", "2026-12-02"), null);

        assertThat(onlyRequest().getUrl())
                .isEqualTo(
                        "/backend/public/v1/posts?startDate=2026-12-01&endDate=2026-12-02&includeAttachments=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-12-01&customer=c2", "2026-12-01#", "%32026"})
    void refusesADateThatIsNoneBeforeAnyCall(String date) {
        Exchange exchange =
                call("direct:call", Map.of("startDate", "2026-12-01", "endDate", date), null);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ISO 8601");
        assertThat(requests()).isEmpty();
    }

    @Test
    void refusesACustomerThatIsNoIdBeforeAnyCall() {
        Exchange exchange =
                call(
                        "direct:call",
                        Map.of("startDate", "1", "endDate", "2", "customer", "c&startDate=3"),
                        null);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("customer must be the id of a group");
        assertThat(requests()).isEmpty();
    }
}
