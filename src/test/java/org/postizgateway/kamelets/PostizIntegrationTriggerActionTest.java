package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostizIntegrationTriggerActionTest extends BodyKameletContract {

    @Override
    String kamelet() {
        return "postiz-integration-trigger-action";
    }

    @Override
    String request() {
        return "POST /public/v1/integration-trigger/cm1";
    }

    @Override
    Map<String, Object> input() {
        return Map.of("integrationId", "cm1");
    }

    @Override
    Object body() {
        return Map.of("methodName", "channels", "data", Map.of("q", "größe"));
    }

    @Override
    String answer() {
        return """
               {"output": [{"id": "1", "name": "general"}]}
               """;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a?b=c", "a#", "a%2Fb", "a b", "a\n"})
    void refusesAnIdThatIsNoneBeforeAnyCall(String id) {
        Exchange exchange = call("direct:call", Map.of("integrationId", id), body());

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("integrationId must be the id of a channel");
        assertThat(requests()).isEmpty();
    }

    @Test
    void refusesACallWithoutAnId() {
        Exchange exchange = call("direct:call", Map.of(), body());

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class);
        assertThat(requests()).isEmpty();
    }
}
