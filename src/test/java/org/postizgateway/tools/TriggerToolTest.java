package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerToolTest extends ToolRouteTest {

    private static final String REDDIT = "cmsbreddit000000000000006";

    @Test
    void runs_a_method_without_parameters() throws Exception {
        JsonNode result =
                succeed("triggerTool", Map.of("integrationId", DISCORD, "methodName", "channels"));

        assertThat(texts(result.path("output"), "name")).contains("general");
    }

    @Test
    void hands_over_parameters_as_pairs_or_as_an_object() throws Exception {
        JsonNode pairs =
                succeed(
                        "triggerTool",
                        Map.of(
                                "integrationId",
                                REDDIT,
                                "methodName",
                                "subreddits",
                                "dataSchema",
                                List.of(Map.of("key", "word", "value", "cats"))));
        JsonNode object =
                succeed(
                        "triggerTool",
                        Map.of(
                                "integrationId",
                                REDDIT,
                                "methodName",
                                "subreddits",
                                "dataSchema",
                                Map.of("word", "cats")));

        assertThat(pairs.path("output")).isNotEmpty();
        assertThat(object).isEqualTo(pairs);
    }

    @Test
    void passes_on_the_reason_of_a_failure() throws Exception {
        assertThat(fail("triggerTool", Map.of("integrationId", DISCORD, "methodName", "nope")))
                .contains("Method \"nope\" not found");
        assertThat(
                        call(
                                        "triggerTool",
                                        Map.of("integrationId", "gone", "methodName", "channels"))
                                .at("/structuredContent/output/errors")
                                .asText())
                .contains("Integration not found");
    }
}
