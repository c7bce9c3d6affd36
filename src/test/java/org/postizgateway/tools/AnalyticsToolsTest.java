package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

class AnalyticsToolsTest extends LifeTest {

    private static final String FIGURES =
            """
            [{"label": "Impressions", "percentageChange": 5,
              "data": [{"total": "120", "date": "2026-11-20"}, {"total": 7, "date": "2026-11-21"},
                       {"total": "n/a", "date": "2026-11-22"}]}]
            """;

    @Test
    void figures_of_a_channel_come_with_their_dates_as_numbers() throws Exception {
        counted(MASTODON);

        JsonNode output =
                succeed("channelAnalyticsTool", Map.of("integrationId", MASTODON, "days", 30))
                        .path("output");

        assertThat(output.path("days").asInt()).isEqualTo(30);
        assertThat(output.at("/figures/0/byDate").toString())
                .isEqualTo("{\"2026-11-20\":120,\"2026-11-21\":7,\"2026-11-22\":\"n/a\"}");
        assertThat(output.path("notice").asText()).contains("may be incomplete");
    }

    @Test
    void no_figures_are_not_taken_for_zero_and_are_asked_for_again() throws Exception {
        String id = published();
        for (int call = 0; call < 2; call++) {
            JsonNode output = succeed("postAnalyticsTool", Map.of("id", id)).path("output");
            assertThat(output.path("figures")).isEmpty();
            assertThat(output.path("notice").asText()).startsWith("None or unsupported");
        }
        assertThat(SANDBOX.requests().count(Operation.POST_ANALYTICS)).isEqualTo(2);
    }

    @Test
    void the_network_is_asked_about_a_post_once_an_hour() throws Exception {
        String id = published();
        counted(id);

        JsonNode first = succeed("postAnalyticsTool", Map.of("id", id));
        assertThat(succeed("postAnalyticsTool", Map.of("id", id))).isEqualTo(first);
        assertThat(first.at("/output/figures/0/label").asText()).isEqualTo("Impressions");
        assertThat(SANDBOX.requests().count(Operation.POST_ANALYTICS)).isEqualTo(1);

        succeed("postAnalyticsTool", Map.of("id", id, "days", 30));
        assertThat(SANDBOX.requests().count(Operation.POST_ANALYTICS)).isEqualTo(2);
    }

    @Test
    void a_post_that_the_network_gave_no_id_is_told() throws Exception {
        String id = published();
        SANDBOX.posts().markPublished(stored(id), Optional.of("missing"), Optional.empty());

        assertThat(succeed("postAnalyticsTool", Map.of("id", id)).at("/output/notice").asText())
                .contains("under which id the network has this post");
    }

    @Test
    void what_is_not_published_or_not_the_callers_is_not_asked_about() throws Exception {
        String id = schedule(in(60), "Waits");

        assertThat(fail("postAnalyticsTool", Map.of("id", id))).contains("is not published");
        assertThat(fail("postAnalyticsTool", Map.of("id", "cmnobodys0000000000000001")))
                .contains("is none of your posts");
        assertThat(fail("channelAnalyticsTool", Map.of("integrationId", "cmnobodys01")))
                .contains("is not the id of a connected channel");
        assertThat(fail("channelAnalyticsTool", Map.of("integrationId", X, "days", 0)))
                .contains("days");
        assertThat(SANDBOX.requests().count(Operation.POST_ANALYTICS)).isZero();
        assertThat(SANDBOX.requests().count(Operation.CHANNEL_ANALYTICS)).isZero();
    }

    @Test
    void a_network_that_fails_is_told_without_a_stack_trace() throws Exception {
        SANDBOX.faults().add(FaultRule.of(Fault.BAD_GATEWAY).on(Operation.CHANNEL_ANALYTICS));

        assertThat(fail("channelAnalyticsTool", Map.of("integrationId", X)))
                .doesNotContain("Exception", "\tat ");
    }

    private String published() throws Exception {
        String id = schedule(in(6), "Out");
        SANDBOX.clock().advance(Duration.ofMinutes(10));
        return id;
    }

    private static void counted(String channelOrPost) throws Exception {
        SANDBOX.organization("sandbox-key")
                .figures(channelOrPost, (ArrayNode) new ObjectMapper().readTree(FIGURES));
    }
}
