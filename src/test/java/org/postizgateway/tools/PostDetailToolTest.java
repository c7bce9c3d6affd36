package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.sandbox.state.TokenState;

class PostDetailToolTest extends ToolRouteTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 800})
    void tells_what_Postiz_lists_and_what_the_ledger_knows(int daysAhead) throws Exception {
        String id = schedule(daysAhead);

        JsonNode output = succeed("postDetailTool", Map.of("id", id)).path("output");

        assertThat(output.path("state").asText()).isEqualTo("QUEUE");
        assertThat(output.path("channel").asText()).isNotEmpty();
        assertThat(output.path("text").asText()).isEqualTo("The post");
        assertThat(output.at("/thread/comments/0").asText()).contains("A comment");
        assertThat(output.at("/ledger/created/tool").asText()).isEqualTo("schedulePostTool");
        assertThat(output.at("/ledger/created/call").asText()).isNotEmpty();
        assertThat(output.path("version").asText()).hasSize(12);
    }

    @Test
    void tells_changes_and_another_version_after_them() throws Exception {
        String id = schedule(1);
        JsonNode before = succeed("postDetailTool", Map.of("id", id)).path("output");

        succeed(
                "postSettingsTool",
                Map.of("id", id, "settings", Map.of("who_can_reply_post", "verified")));

        JsonNode after = succeed("postDetailTool", Map.of("id", id)).path("output");
        assertThat(after.path("version")).isNotEqualTo(before.path("version"));
        assertThat(after.at("/ledger/changes/0/tool").asText()).isEqualTo("postSettingsTool");
        assertThat(after.at("/settings/who_can_reply_post").asText()).isEqualTo("verified");
    }

    @Test
    @AugustPostiz
    void says_what_a_failure_proves() throws Exception {
        String id = schedule(1);
        SANDBOX.posts()
                .markFailed(
                        SANDBOX.posts().find(id).orElseThrow(),
                        "Could not confirm the post status");

        JsonNode failure = succeed("postDetailTool", Map.of("id", id)).at("/output/failure");

        assertThat(failure.path("means").asText())
                .contains("It is not proven", "look at the network");
    }

    @Test
    @AugustPostiz
    void tells_the_reason_of_a_failure_from_what_Postiz_told_its_users() throws Exception {
        SANDBOX.conditions().getTokens().put(X, TokenState.REFRESH_FAILS);
        String id = schedule(1);
        SANDBOX.clock().advance(Duration.ofDays(1).plusMinutes(30));

        JsonNode failure = succeed("postDetailTool", Map.of("id", id)).at("/output/failure");

        assertThat(failure.path("reason").asText()).contains("because you need to reconnect it");
        assertThat(failure.path("means").asText()).startsWith("Nothing was published");
    }

    @Test
    void knows_no_post_of_somebody_else_and_none_that_is_gone() throws Exception {
        assertThat(fail("postDetailTool", Map.of("id", "cmnobodys0000000000000001")))
                .contains("is none of your posts", "postsListTool");
    }

    private String schedule(int daysAhead) throws Exception {
        String date =
                Instant.now()
                        .plus(daysAhead, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
        Map<String, Object> post =
                Map.of(
                        "integrationId",
                        X,
                        "type",
                        "schedule",
                        "date",
                        date,
                        "postsAndComments",
                        List.of(Map.of("content", "The post"), Map.of("content", "A comment")),
                        "settings",
                        Map.of("who_can_reply_post", "everyone"));
        return succeed("schedulePostTool", Map.of("socialPost", List.of(post)))
                .at("/output/0/postId")
                .asText();
    }
}
