package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostizConnectUrlActionTest extends KameletContract {

    @Override
    String kamelet() {
        return "postiz-connect-url-action";
    }

    @Override
    String request() {
        return "GET /public/v1/social/linkedin-page";
    }

    @Override
    Map<String, Object> input() {
        return Map.of("platform", "linkedin-page");
    }

    @Override
    String answer() {
        return """
               {"url": "https://www.linkedin.example/oauth?state=a"}
               """;
    }

    @ParameterizedTest
    @ValueSource(strings = {"../posts", "x/y", "x?refresh=a", "", "X"})
    void refusesWhatIsNoIdentifierBeforeAnyCall(String platform) {
        Exchange exchange = call("direct:call", Map.of("platform", platform), null);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("platform must be");
        assertThat(requests()).isEmpty();
    }
}
