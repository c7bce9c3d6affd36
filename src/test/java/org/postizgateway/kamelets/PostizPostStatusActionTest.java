package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostizPostStatusActionTest extends BodyKameletContract {

    @Override
    String kamelet() {
        return "postiz-post-status-action";
    }

    @Override
    String request() {
        return "PUT /public/v1/posts/cm1/status";
    }

    @Override
    Map<String, Object> input() {
        return Map.of("id", "cm1");
    }

    @Override
    Object body() {
        return Map.of("status", "draft");
    }

    @Override
    String answer() {
        return "{\"id\": \"cm1\", \"state\": \"DRAFT\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a?b=c", "a%2Fb"})
    void refusesAnIdThatIsNoneBeforeAnyCall(String id) {
        Exchange exchange = call("direct:call", Map.of("id", id), body());

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("id must be the id of a post");
        assertThat(requests()).isEmpty();
    }
}
