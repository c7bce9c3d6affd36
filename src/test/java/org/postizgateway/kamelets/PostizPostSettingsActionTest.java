package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostizPostSettingsActionTest extends BodyKameletContract {

    @Override
    String kamelet() {
        return "postiz-post-settings-action";
    }

    @Override
    String request() {
        return "PUT /public/v1/posts/cm1/settings";
    }

    @Override
    Map<String, Object> input() {
        return Map.of("id", "cm1");
    }

    @Override
    Object body() {
        return Map.of("settings", Map.of("who_can_reply_post", "everyone"));
    }

    @Override
    String answer() {
        return """
               {"postId": "cm1", "publishDate": "2026-12-15T10:00:00"}
               """;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a?b=c", "a#", "a%2Fb", "a b", "a\n"})
    void refusesAnIdThatIsNoneBeforeAnyCall(String id) {
        Exchange exchange = call("direct:call", Map.of("id", id), body());

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("id must be the id of a post");
        assertThat(requests()).isEmpty();
    }

    @Test
    void refusesACallWithoutAnId() {
        Exchange exchange = call("direct:call", Map.of(), body());

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class);
        assertThat(requests()).isEmpty();
    }
}
