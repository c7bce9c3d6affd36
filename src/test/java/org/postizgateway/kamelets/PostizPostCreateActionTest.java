package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class PostizPostCreateActionTest extends BodyKameletContract {

    @Override
    String kamelet() {
        return "postiz-post-create-action";
    }

    @Override
    String request() {
        return "POST /public/v1/posts";
    }

    @Override
    Object body() {
        return Map.of(
                "type",
                "schedule",
                "date",
                "2026-12-15T10:00:00.000Z",
                "shortLink",
                false,
                "tags",
                List.of(),
                "posts",
                List.of(Map.of("integration", Map.of("id", "cm2"))));
    }

    @Override
    String answer() {
        return """
               [{"postId": "cm1", "integration": "cm2"}]
               """;
    }

    @Test
    void keepsWhatIsLeftOfTheRation() {
        answers(
                success()
                        .withHeader("X-RateLimit-Limit", "30")
                        .withHeader("X-RateLimit-Remaining", "29")
                        .withHeader("X-RateLimit-Reset", "3600")
                        .withHeader("X-Powered-By", "Express"));

        Exchange exchange = call("direct:call", Map.of(), body());

        assertThat(exchange.getMessage().getHeaders())
                .isEqualTo(
                        Map.of(
                                "X-RateLimit-Limit", "30",
                                "X-RateLimit-Remaining", "29",
                                "X-RateLimit-Reset", "3600"));
    }

    @Test
    void doesNotPassOnARationThatTheCallerMadeUp() {
        answers(success());

        Exchange exchange = call("direct:call", Map.of("X-RateLimit-Remaining", "1000"), body());

        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }
}
