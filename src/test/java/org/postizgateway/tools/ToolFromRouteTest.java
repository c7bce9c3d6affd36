package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.ToolFailedException;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** A route calls tools with the key that it names, and with the checks that agents meet. */
class ToolFromRouteTest extends ToolRouteTest {

    @Autowired
    @Qualifier("servingTemplate")
    private ProducerTemplate routes;

    private Object call(String tool, String key, Object arguments) {
        Exchange answer =
                routes.request(
                        "ai-tool:" + tool,
                        exchange -> {
                            exchange.setProperty("PostizApiKey", key);
                            exchange.getMessage().setBody(arguments);
                        });
        if (answer.getException() != null) {
            throw new CamelExecutionException("The call failed", answer, answer.getException());
        }
        return answer.getMessage().getBody();
    }

    private static Map<String, Object> draft(String text) {
        return Map.of(
                "socialPost",
                List.of(
                        Map.of(
                                "integrationId",
                                MASTODON,
                                "type",
                                "draft",
                                "date",
                                "2031-01-01T10:00:00Z",
                                "postsAndComments",
                                List.of(Map.of("content", text)))));
    }

    @Test
    void a_post_of_a_route_is_created_and_answered_as_that_of_an_agent() {
        Object result = call("schedulePostTool", "sandbox-key", draft("From a route"));

        assertThat(result.toString()).contains("postId");
        assertThat(SANDBOX.posts().all()).hasSize(1);
    }

    @Test
    void a_route_acts_for_the_key_that_it_names() {
        assertThat(((Map<?, ?>) call("integrationList", "sandbox-key", null)).get("output"))
                .asList()
                .hasSize(18);
        assertThat(((Map<?, ?>) call("integrationList", "sandbox-key-2", null)).get("output"))
                .asList()
                .hasSize(2);
    }

    @Test
    void what_the_preflight_refuses_is_an_exception_and_nothing_is_created() {
        assertThatThrownBy(() -> call("schedulePostTool", "sandbox-key", draft("")))
                .cause()
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        failure -> assertThat(failure.getBody()).isInstanceOf(Map.class))
                .hasMessageContaining("postsAndComments");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void a_key_that_is_missing_or_wrong_is_said_to_be() {
        assertThatThrownBy(() -> routes.requestBody("ai-tool:integrationList", (Object) null))
                .cause()
                .hasMessageContaining("set POSTIZ_API_KEY");
        assertThatThrownBy(() -> call("integrationList", "nobody-s-key", null))
                .cause()
                .hasMessageContaining("Postiz does not know the key")
                .hasMessageNotContaining("nobody-s-key");
    }
}
