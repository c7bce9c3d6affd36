package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostizIntegrationSettingsActionTest extends KameletContract {

    @Override
    String kamelet() {
        return "postiz-integration-settings-action";
    }

    @Override
    String request() {
        return "GET /public/v1/integration-settings/cm1_A-z";
    }

    @Override
    Map<String, Object> input() {
        return Map.of("integrationId", "cm1_A-z");
    }

    @Override
    String answer() {
        return """
               {"output": {"rules": "", "maxLength": 280, "settings": {}, "tools": []}}
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
