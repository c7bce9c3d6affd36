package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostizIntegrationsListActionTest extends KameletContract {

    @Override
    String kamelet() {
        return "postiz-integrations-list-action";
    }

    @Override
    String request() {
        return "GET /public/v1/integrations?group=c0000000-0000-4000-8000-000000000001";
    }

    @Override
    Map<String, Object> input() {
        return Map.of("group", "c0000000-0000-4000-8000-000000000001");
    }

    @Override
    String answer() {
        return """
               [{"id": "cm1", "name": "Açmé ✓", "identifier": "x", "picture": null,
                 "disabled": false, "profile": "acme",
                 "customer": {"id": "c0000000-0000-4000-8000-000000000001", "name": "Acme"}}]
               """;
    }

    @Test
    void listsAllChannelsWithoutAGroup() {
        answers(success());

        call("direct:call", Map.of("CamelHttpQuery", "group=other"), null);

        assertThat(onlyRequest().getUrl()).isEqualTo("/backend/public/v1/integrations");
    }

    @Test
    void takesAnEmptyGroupForNone() {
        answers(success());

        call("direct:call", Map.of("group", ""), null);

        assertThat(onlyRequest().getUrl()).isEqualTo("/backend/public/v1/integrations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&b=c", "a#", "a%26b", "a b", "../posts", "a\n", "${sys.user.dir}"})
    void refusesAGroupThatIsNoIdBeforeAnyCall(String group) {
        Exchange exchange = call("direct:call", Map.of("group", group), null);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("group must be the id of a group");
        assertThat(requests()).isEmpty();
    }

    @Test
    void readsAnAnswerThatIsTooLargeForOneBuffer() {
        String name = "n".repeat(200_000);
        answers(success().withBody("[{\"name\": \"" + name + "\"}]"));

        Exchange exchange = call("direct:call", Map.of(), null);

        assertThat(exchange.getMessage().getBody().toString()).isEqualTo("[{name=" + name + "}]");
    }
}
