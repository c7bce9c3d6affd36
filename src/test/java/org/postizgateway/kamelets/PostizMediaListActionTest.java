package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostizMediaListActionTest extends KameletContract {

    @Override
    String kamelet() {
        return "postiz-media-list-action";
    }

    @Override
    String request() {
        return "GET /public/v1/media?page=2&search=my%20logo.png";
    }

    @Override
    Map<String, Object> input() {
        return Map.of("page", 2, "search", "my logo.png");
    }

    @Override
    String answer() {
        return """
               {"pages": 3, "results": [{"id": "m7", "name": "9ab2.png", "originalName": null,
                "path": "https://cdn.example.com/9ab2.png", "createdAt": "2026-10-02T08:00:00.000Z"}]}
               """;
    }

    @Test
    void beginsWithTheFirstPageOfAllFiles() {
        answers(success());

        call("direct:call", Map.of(), null);

        assertThat(onlyRequest().getUrl()).isEqualTo("/backend/public/v1/media?page=1");
    }

    @ParameterizedTest
    @CsvSource({
        "page, 0",
        "page, -1",
        "page, 1&x=y",
        "page, one",
        "search, a&page=2",
        "search, a#b",
        "search, %2e"
    })
    void refusesWhatIsNoPageOrNameBeforeAnyCall(String header, String value) {
        Exchange exchange = call("direct:call", Map.of(header, value), null);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(header + " must be");
        assertThat(requests()).isEmpty();
    }
}
