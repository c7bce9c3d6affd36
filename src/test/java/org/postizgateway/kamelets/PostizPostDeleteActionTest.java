package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostizPostDeleteActionTest extends KameletContract {

    @Override
    String kamelet() {
        return "postiz-post-delete-action";
    }

    @Override
    String request() {
        return "DELETE /public/v1/posts/cm1";
    }

    @Override
    Map<String, Object> input() {
        return Map.of("id", "cm1");
    }

    @Override
    String answer() {
        return "{\"error\": true}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "group/b", "a?b=c", "a#", "a%2Fb", "a b"})
    void refusesAnIdThatIsNoneBeforeAnyCall(String id) {
        Exchange exchange = call("direct:call", Map.of("id", id), null);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("id must be the id of a post");
        assertThat(requests()).isEmpty();
    }

    @Test
    void sendsNoBody() {
        answers(success());

        call("direct:call", input(), Map.of("id", "cm1"));

        assertThat(onlyRequest().getBodyAsString()).isEmpty();
    }
}
