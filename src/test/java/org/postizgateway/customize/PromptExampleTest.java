package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/customize/prompts.md, laid into a running gateway. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PromptExampleTest {

    @TempDir private static Path temporary;
    private static ExampleGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = new ExampleGateway(temporary, List.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void a_prompt_is_reworded_another_added_and_one_taken_away() throws Exception {
        gateway.lay("prompt");
        gateway.write("routes/prompts/reportMonth.yaml", "");

        JsonNode prompts = gateway.rpc("/mcp", "prompts/list", "{}").path("prompts");
        assertThat(prompts.findValuesAsText("title"))
                .contains("Plan the week of the shop", "Thank a customer", "Review what failed")
                .doesNotContain("Plan a week", "Report a month");
        assertThat(
                        gateway.rpc(
                                        "/mcp",
                                        "prompts/get",
                                        "{\"name\": \"thankCustomer\", \"arguments\": {\"customer\": \"Ada\","
                                                + " \"channel\": \"Acme on X\"}}")
                                .at("/messages/0/content/text")
                                .asText())
                .contains("Acme on X", "thanks Ada, in a warm tone");
        assertThat(
                        gateway.rpc(
                                        "/mcp",
                                        "completion/complete",
                                        "{\"ref\": {\"type\": \"ref/prompt\", \"name\": \"thankCustomer\"},"
                                                + " \"argument\": {\"name\": \"channel\", \"value\": \"acme on x\"}}")
                                .at("/completion/values/0")
                                .asText())
                .isEqualTo("Acme on X");
    }
}
