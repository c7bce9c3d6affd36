package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.web.Operation;

class PostSettingsToolTest extends ToolRouteTest {

    private static final String LINKEDIN = "cmsblinkedin0000000000003";

    private String postId;

    @BeforeEach
    void schedule() throws Exception {
        postId =
                succeed(
                                "schedulePostTool",
                                Map.of(
                                        "socialPost",
                                        Map.of(
                                                "integrationId",
                                                X,
                                                "type",
                                                "schedule",
                                                "date",
                                                "2099-12-15T10:00:00Z",
                                                "postsAndComments",
                                                List.of(Map.of("content", "Hello")),
                                                "settings",
                                                Map.of("who_can_reply_post", "everyone"))))
                        .at("/output/0/postId")
                        .asText();
    }

    @Test
    void changes_the_settings_it_is_given() throws Exception {
        JsonNode result =
                succeed(
                        "postSettingsTool",
                        Map.of(
                                "id",
                                postId,
                                "settings",
                                List.of(
                                        Map.of(
                                                "key", "who_can_reply_post",
                                                "value", "verified"),
                                        Map.of("key", "__type", "value", "reddit"))));

        assertThat(result.at("/output/postId").asText()).isEqualTo(postId);
        assertThat(result.at("/output/publishDate").asText()).isEqualTo("2099-12-15T10:00:00.000Z");
        assertThat(SANDBOX.posts().find(postId).orElseThrow().settings().toString())
                .contains("verified")
                .doesNotContain("reddit");
    }

    @Test
    @ReportedCase("settings-of-a-post")
    void names_the_tools_that_change_what_is_no_setting() throws Exception {
        Object settings =
                List.of(
                        Map.of("key", "date", "value", "2026-12-20"),
                        Map.of("key", "content", "value", "new"));

        assertThat(fail("postSettingsTool", Map.of("id", postId, "settings", settings)))
                .startsWith("Nothing was changed.")
                .contains(
                        "date is no setting: reschedulePostTool changes it",
                        "content is no setting: editPostTool changes it");
        assertThat(SANDBOX.posts().find(postId).orElseThrow().settings().has("date")).isFalse();
    }

    @Test
    @ReportedCase("settings-of-a-post")
    void takes_settings_of_its_network_only_and_names_them() throws Exception {
        assertThat(refused(postId, Map.of("who_can_reply_pots", "verified")))
                .contains("settings.who_can_reply_pots is not a setting of X. It has")
                .contains("who_can_reply_post")
                .doesNotContain("subreddit", "is_trial_reel");
        String linkedin = post(LINKEDIN, Map.of());
        assertThat(refused(linkedin, Map.of("who_can_reply_post", "everyone", "subreddit", "x")))
                .contains("settings.who_can_reply_post is not", "settings.subreddit is not");
        assertThat(SANDBOX.requests().count(Operation.POST_SETTINGS)).isZero();
    }

    @Test
    @ReportedCase("discord-channel-name")
    void holds_settings_against_what_the_network_lists() throws Exception {
        String id = post(DISCORD, Map.of("channel", "111"));

        assertThat(refused(id, Map.of("channel", "nope")))
                .contains("settings.channel is not one that Discord lists", "news (222)");
        JsonNode result =
                succeed(
                        "postSettingsTool",
                        Map.of("id", id, "settings", Map.of("channel", "news")));

        assertThat(result.at("/output/notice").asText()).contains("taken for the id 222");
        assertThat(setting(id, "channel").asText()).isEqualTo("222");
    }

    @Test
    void stores_values_with_the_types_that_the_network_declares() throws Exception {
        succeed(
                "postSettingsTool",
                Map.of("id", postId, "settings", Map.of("made_with_ai", "true")));

        assertThat(setting(postId, "made_with_ai").isBoolean()).isTrue();
        assertThat(refused(postId, Map.of("who_can_reply_post", "nobody")))
                .contains("settings.who_can_reply_post must be one of everyone");
    }

    @Test
    void changes_no_post_of_somebody_else_and_none_that_is_published() throws Exception {
        assertThat(refused("gone", Map.of("who_can_reply_post", "verified")))
                .contains("is none of your posts");

        SANDBOX.clock().advance(Duration.ofDays(36_500));
        assertThat(refused(postId, Map.of("who_can_reply_post", "verified")))
                .contains("is published");
        assertThat(SANDBOX.requests().count(Operation.POST_SETTINGS)).isZero();
    }

    @Test
    void touches_no_post_that_is_due_within_five_minutes() throws Exception {
        String id = post(X, Map.of("who_can_reply_post", "everyone"), Duration.ofMinutes(4));

        assertThat(refused(id, Map.of("who_can_reply_post", "verified")))
                .contains("may be on its way to the network");
        assertThat(setting(id, "who_can_reply_post").asText()).isEqualTo("everyone");
    }

    @Test
    void refuses_a_call_that_changes_nothing() throws Exception {
        assertThat(fail("postSettingsTool", Map.of("id", postId, "settings", List.of())))
                .contains("settings must name at least one setting");
    }

    @Test
    void leaves_a_post_that_repeats_to_the_tool_that_keeps_its_repetition() throws Exception {
        Post post = SANDBOX.posts().find(postId).orElseThrow();
        String soon = Instant.now().plus(Duration.ofDays(30)).toString();
        String request =
                """
                {"type":"schedule","date":"%s","inter":3,"shortLink":false,"tags":[],
                 "posts":[{"integration":{"id":"%s"},"settings":{"who_can_reply_post":"everyone"},
                           "value":[{"id":"%s","content":"<p>Again</p>","image":[]}]}]}"""
                        .formatted(soon, post.channelId(), postId);
        LifeTest.storedElsewhere(request);

        String refused =
                fail(
                        "postSettingsTool",
                        Map.of("id", postId, "settings", Map.of("who_can_reply_post", "verified")));

        assertThat(refused).contains("repeats every 3 days", "Nothing was changed", "editPostTool");
        assertThat(SANDBOX.posts().find(postId).orElseThrow().intervalInDays()).hasValue(3);
        assertThat(SANDBOX.requests().count(Operation.POST_SETTINGS)).isZero();
    }

    private String refused(String id, Map<String, Object> settings) throws Exception {
        return fail("postSettingsTool", Map.of("id", id, "settings", settings));
    }

    private static JsonNode setting(String id, String name) {
        return SANDBOX.posts().find(id).orElseThrow().settings().path(name);
    }

    private String post(String channel, Map<String, Object> settings) throws Exception {
        return post(channel, settings, Duration.ofDays(3));
    }

    private String post(String channel, Map<String, Object> settings, Duration ahead)
            throws Exception {
        Map<String, Object> post =
                Map.of(
                        "integrationId",
                        channel,
                        "type",
                        "schedule",
                        "date",
                        Instant.now().plus(ahead).toString(),
                        "postsAndComments",
                        List.of(Map.of("content", "Hello")),
                        "settings",
                        settings);
        return succeed("schedulePostTool", Map.of("socialPost", List.of(post)))
                .at("/output/0/postId")
                .asText();
    }
}
