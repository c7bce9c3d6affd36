package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

class IntegrationListTest extends ToolRouteTest {

    @Test
    void lists_channels_with_what_postiz_itself_leaves_out() throws Exception {
        JsonNode channels = succeed("integrationList", Map.of()).path("output");

        assertThat(channels).hasSize(18);
        assertThat(channels.path(0).path("id").asText()).isEqualTo(X);
        assertThat(channels.path(0).path("platform").asText()).isEqualTo("x");
        assertThat(channels.path(0).path("profile").asText()).isEqualTo("acme_x");
        assertThat(channels.path(0).path("customer").path("name").asText()).isEqualTo("Acme Corp");
        assertThat(channels)
                .filteredOn(channel -> channel.path("disabled").asBoolean())
                .extracting(channel -> channel.path("id").asText())
                .containsExactly(DISABLED);
    }

    @Test
    void lists_the_channels_of_one_group() throws Exception {
        JsonNode channels = succeed("integrationList", Map.of("group", ACME)).path("output");

        assertThat(texts(channels, "name"))
                .containsExactlyInAnyOrder("Acme on X", "Jane Doe", "Acme Company", "Acme Page");
    }

    @Test
    void tells_a_group_without_channels_from_one_that_does_not_exist() throws Exception {
        assertThat(succeed("integrationList", Map.of("group", NO_CHANNELS)).path("output"))
                .isEmpty();
        assertThat(fail("integrationList", Map.of("group", "nope")))
                .contains("There is no group with this id", "groupList");
    }

    @Test
    void stays_empty_where_postiz_does_not_say_which_groups_there_are() throws Exception {
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.LIST_GROUPS).always());

        assertThat(succeed("integrationList", Map.of("group", "nope")).path("output")).isEmpty();
    }

    @Test
    void takes_an_empty_group_and_null_for_none() throws Exception {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("group", null);

        assertThat(succeed("integrationList", arguments).path("output")).hasSize(18);
        assertThat(succeed("integrationList", Map.of("group", "")).path("output")).hasSize(18);
    }

    @Test
    void refuses_the_name_of_a_group_before_postiz_is_asked() throws Exception {
        assertThat(fail("integrationList", Map.of("group", "Acme & Sons")))
                .contains("group does not have the right form: Id from groupList");
        assertThat(SANDBOX.requests().count(Operation.LIST_INTEGRATIONS)).isZero();
    }
}
