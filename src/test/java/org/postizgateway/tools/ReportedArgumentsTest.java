package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.sandbox.web.Operation;

/** What callers send beside and instead of what a tool declares. */
class ReportedArgumentsTest extends ToolRouteTest {

    @ParameterizedTest
    @ValueSource(strings = {"timezone", "dryRun", "publishNow"})
    @ReportedCase("unknown-argument-that-changes-meaning")
    void an_argument_that_means_something_and_is_not_known_keeps_the_call_back(String name)
            throws Exception {
        String sentence = fail("schedulePostTool", beside(name, "America/New_York"));

        assertThat(sentence)
                .startsWith("Nothing was created.")
                .contains(name + " is not known: schedulePostTool has socialPost, contentFormat,");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    @ReportedCase("unknown-argument-that-changes-meaning")
    void the_keys_of_a_workflow_tool_pass() throws Exception {
        Map<String, Object> arguments = beside("sessionId", "1");
        List.of("action", "chatInput", "toolCallId", "tool")
                .forEach(name -> arguments.put(name, "x"));

        succeed("schedulePostTool", arguments);

        assertThat(SANDBOX.posts().all()).hasSize(1);
    }

    @Test
    void all_problems_of_a_call_are_told_at_once() throws Exception {
        Map<String, Object> arguments = beside("timezone", "CET");
        arguments.put("allowDuplicate", "perhaps");
        arguments.put(
                "socialPost",
                List.of(
                        Map.of("integrationId", MASTODON, "type", "later", "isPremium", 7),
                        Map.of(
                                "integrationId",
                                DISCORD,
                                "type",
                                "schedule",
                                "date",
                                "tomorrow",
                                "postsAndComments",
                                List.of(Map.of("content", "")))));

        String sentence = fail("schedulePostTool", arguments);

        assertThat(sentence)
                .contains("timezone is not known")
                .contains("allowDuplicate must be true or false")
                .contains("type must be one of draft, schedule, now")
                .contains("isPremium must be true or false")
                .contains("postsAndComments must hold at least the post itself")
                .contains("\"tomorrow\" is not a date")
                .contains("must have at least one visible character")
                .contains("settings.channel is required");
        assertThat(sentence.split("type must be one of")).as(sentence).hasSize(2);
    }

    @Test
    @ReportedCase("arguments-empty-text")
    void a_tool_without_parameters_takes_an_empty_text() throws Exception {
        JsonNode result = rpc("tools/call", Map.of("name", "groupList", "arguments", ""));

        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(result.at("/structuredContent/output").isArray()).isTrue();
    }

    @Test
    @ReportedCase("draft-in-the-past")
    void a_draft_of_yesterday_is_kept_and_not_advised_to_be_published() throws Exception {
        Map<String, Object> arguments = beside("tool", "x");
        arguments.put(
                "socialPost",
                List.of(
                        Map.of(
                                "integrationId",
                                MASTODON,
                                "type",
                                "draft",
                                "date",
                                Instant.now().minus(1, ChronoUnit.DAYS).toString(),
                                "postsAndComments",
                                List.of(Map.of("content", "hi")))));

        JsonNode result = succeed("schedulePostTool", arguments);

        assertThat(result.at("/output/0/notices/0").asText())
                .contains("is in the past")
                .doesNotContain("type now");
    }

    private static Map<String, Object> beside(String name, Object value) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put(
                "socialPost",
                List.of(
                        Map.of(
                                "integrationId",
                                MASTODON,
                                "type",
                                "schedule",
                                "date",
                                "2099-12-15T10:00:00",
                                "postsAndComments",
                                List.of(Map.of("content", "tz")))));
        arguments.put(name, value);
        return arguments;
    }
}
