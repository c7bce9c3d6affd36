package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostizNotificationsListActionTest extends KameletContract {

    @Override
    String kamelet() {
        return "postiz-notifications-list-action";
    }

    @Override
    String request() {
        return "GET /public/v1/notifications?page=2";
    }

    @Override
    Map<String, Object> input() {
        return Map.of("page", 2);
    }

    @Override
    String answer() {
        return """
               {"notifications": [{"id": "n1", "content": "Your post has been published on X at https://x.com/1",
                "link": null, "createdAt": "2026-10-02T08:00:00.000Z"}],
                "total": 201, "page": 2, "limit": 100, "hasMore": false}
               """;
    }

    @Test
    void beginsWithTheNewest() {
        answers(success());

        call("direct:call", Map.of(), null);

        assertThat(onlyRequest().getUrl()).isEqualTo("/backend/public/v1/notifications?page=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1&x=y", "one", "1.5"})
    void refusesWhatIsNoPageBeforeAnyCall(String page) {
        Exchange exchange = call("direct:call", Map.of("page", page), null);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("page must be");
        assertThat(requests()).isEmpty();
    }
}
