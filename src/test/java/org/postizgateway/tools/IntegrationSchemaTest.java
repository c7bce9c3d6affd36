package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.web.Operation;

class IntegrationSchemaTest extends ToolRouteTest {

    @Test
    void needs_only_the_platform() throws Exception {
        JsonNode schema = succeed("integrationSchema", Map.of("platform", "x")).path("output");

        assertThat(schema.path("maxLength").asInt()).isEqualTo(280);
        assertThat(schema.path("settings").path("properties").has("who_can_reply_post")).isTrue();
        assertThat(schema.path("tools")).isEmpty();
    }

    @Test
    void allows_verified_accounts_more() throws Exception {
        Map<String, Object> arguments = Map.of("platform", "x", "isPremium", "true");

        assertThat(succeed("integrationSchema", arguments).at("/output/maxLength").asInt())
                .isEqualTo(4000);
    }

    @Test
    void names_helper_methods() throws Exception {
        JsonNode output = succeed("integrationSchema", Map.of("platform", "discord"));

        assertThat(texts(output.at("/output/tools"), "methodName")).containsExactly("channels");
    }

    @Test
    void says_which_platforms_there_are_when_postiz_knows_none_of_that_name_either()
            throws Exception {
        assertThat(fail("integrationSchema", Map.of("platform", "orkut")))
                .contains("orkut")
                .contains("mastodon");
        assertThat(SANDBOX.requests().count(Operation.MCP_INTEGRATION_SCHEMA)).isEqualTo(1);
    }
}
