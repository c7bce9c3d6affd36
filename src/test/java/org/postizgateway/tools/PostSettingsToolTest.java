package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.sandbox.DefaultOrganizations;
import org.postizgateway.sandbox.state.Post;
import org.postizgateway.sandbox.web.Operation;

class PostSettingsToolTest extends ToolRouteTest {

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
    void refuses_what_is_no_setting_and_says_what_is() throws Exception {
        Object settings =
                List.of(
                        Map.of("key", "date", "value", "2026-12-20"),
                        Map.of("key", "content", "value", "new"),
                        Map.of("key", "who_can_reply_pots", "value", "verified"));

        String sentence = fail("postSettingsTool", Map.of("id", postId, "settings", settings));

        assertThat(sentence)
                .startsWith("Nothing was changed.")
                .contains("date is no setting", "content is no setting", "schedulePostTool")
                .contains("Do you mean who_can_reply_post?");
        assertThat(SANDBOX.posts().find(postId).orElseThrow().settings().has("date")).isFalse();
    }

    @Test
    void reports_what_postiz_refuses_as_errors_of_the_output() throws Exception {
        JsonNode unknown =
                call(
                        "postSettingsTool",
                        Map.of("id", "gone", "settings", Map.of("who_can_reply_post", "verified")));

        assertThat(unknown.path("isError").asBoolean()).isTrue();
        assertThat(unknown.at("/structuredContent/output/errors").asText())
                .contains("Post not found");
    }

    @Test
    void refuses_a_post_that_is_published() throws Exception {
        SANDBOX.clock().advance(Duration.ofDays(36_500));

        assertThat(
                        fail(
                                "postSettingsTool",
                                Map.of(
                                        "id",
                                        postId,
                                        "settings",
                                        Map.of("who_can_reply_post", "verified"))))
                .contains("Only scheduled posts that were not published yet (or drafts)");
    }

    @Test
    void remarks_on_a_setting_that_no_platform_has() throws Exception {
        JsonNode result =
                succeed(
                        "postSettingsTool",
                        Map.of(
                                "id",
                                postId,
                                "settings",
                                Map.of("who_can_reply_post", "verified", "zz", 1)));

        assertThat(result.at("/output/notice").asText())
                .contains("no platform with the setting zz");
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
        HttpResponse<String> stored =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(SANDBOX.baseUrl() + "/public/v1/posts"))
                                        .header("Authorization", DefaultOrganizations.KEY)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(request))
                                        .build(),
                                BodyHandlers.ofString());
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);

        String refused =
                fail(
                        "postSettingsTool",
                        Map.of("id", postId, "settings", Map.of("who_can_reply_post", "verified")));

        assertThat(refused).contains("repeats every 3 days", "nothing was changed", "editPostTool");
        assertThat(SANDBOX.posts().find(postId).orElseThrow().intervalInDays()).hasValue(3);
        assertThat(SANDBOX.requests().count(Operation.POST_SETTINGS)).isZero();
    }
}
