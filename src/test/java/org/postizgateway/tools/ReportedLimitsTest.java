package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.cases.ReportedCases;
import org.postizgateway.sandbox.state.TokenState;
import org.postizgateway.sandbox.web.Operation;

/** Limits of networks that would otherwise only show when a post is published. */
class ReportedLimitsTest extends ToolRouteTest {

    private static final Map<String, String> CHANNELS =
            Map.of(
                    "x", X,
                    "linkedin", "cmsblinkedin0000000000003",
                    "reddit", "cmsbreddit000000000000006",
                    "instagram", "cmsbinstagram000000000007",
                    "tiktok", "cmsbtiktok000000000000010",
                    "threads", "cmsbthreads00000000000013",
                    "telegram", "cmsbtelegram0000000000014",
                    "discord", DISCORD);

    private static final String VERIFIED = "cmsbx00000000000000000002";

    private ReportedPosts reported;

    @BeforeEach
    void upload() throws Exception {
        reported = new ReportedPosts(CHANNELS, upload("fox.png"), upload("fox.mp4"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "instagram-comment-with-media | postsAndComments[1].attachments must be empty",
                "threads-counts-bytes | has 506 bytes of UTF-8, Threads allows 500: take out 6",
                "threads-cjk | has 900 bytes of UTF-8, Threads allows 500",
                "telegram-caption | Telegram allows 1024 beside attachments",
                "attachment-path-31 | is not an address on the web",
                "attachment-path-32 | is not an address on the web",
                "attachment-path-33 | pass that to uploadFromUrlTool",
                "invented-media | leads nowhere: there is no such file",
                "x-media | must be up to 4 pictures, or one mp4 alone on X",
            })
    @ReportedCase({
        "instagram-comment-with-media",
        "threads-counts-bytes",
        "threads-cjk",
        "telegram-caption",
        "attachment-path-31",
        "attachment-path-32",
        "attachment-path-33",
        "invented-media",
        "x-media"
    })
    void are_refused_before_anything_is_created(String id, String reason) throws Exception {
        assertThat(fail("schedulePostTool", reported.arguments(id)))
                .startsWith("Nothing was created.")
                .contains(reason);
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-emoji-2139-fe0f",
                "x-emoji-203c-fe0f",
                "x-emoji-2049-fe0f",
                "x-emoji-2194-fe0f",
                "x-emoji-2935-fe0f",
                "x-emoji-25fe-fe0f",
                "x-emoji-3030-fe0f",
                "reddit-video"
            })
    @ReportedCase({
        "x-emoji-2139-fe0f",
        "x-emoji-203c-fe0f",
        "x-emoji-2049-fe0f",
        "x-emoji-2194-fe0f",
        "x-emoji-2935-fe0f",
        "x-emoji-25fe-fe0f",
        "x-emoji-3030-fe0f",
        "reddit-video"
    })
    void do_not_keep_back_what_the_network_takes(String id) throws Exception {
        succeed("schedulePostTool", reported.arguments(id));

        assertThat(SANDBOX.posts().all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threads-links | 5 different links",
                "tiktok-upload | does not publish this by itself",
                "tiktok-upload | video_made_with_ai is lost",
            })
    @ReportedCase({"threads-links", "tiktok-upload"})
    void that_only_surprise_are_told_with_the_post(String id, String notice) throws Exception {
        JsonNode result = succeed("schedulePostTool", reported.arguments(id));

        assertThat(result.at("/output/0/notices").toString()).contains(notice);
        assertThat(SANDBOX.posts().all()).hasSize(1);
    }

    @Test
    @ReportedCase("discord-channel-name")
    void a_channel_of_discord_is_found_by_its_name() throws Exception {
        JsonNode result = succeed("schedulePostTool", reported.arguments("discord-channel-name"));

        assertThat(result.at("/output/0/notices/0").asText()).contains("taken for the id 111");
        assertThat(SANDBOX.posts().all().get(0).settings().path("channel").asText())
                .isEqualTo("111");
    }

    @Test
    @ReportedCase("reddit-name")
    void a_subreddit_is_sent_as_its_path() throws Exception {
        succeed("schedulePostTool", reported.arguments("reddit-name"));

        assertThat(SANDBOX.posts().all().get(0).settings().toString()).contains("\"/r/test\"");
    }

    @Test
    void a_network_that_does_not_answer_keeps_no_post_back() throws Exception {
        SANDBOX.conditions().getTokens().put(DISCORD, TokenState.REFRESH_FAILS);

        JsonNode result = succeed("schedulePostTool", reported.arguments("discord-channel-name"));

        assertThat(result.at("/output/0/notices/0").asText()).contains("could not be checked");
    }

    @Test
    @ReportedCase("premium-guess")
    void a_verified_channel_is_known_by_postiz_and_not_by_the_caller() throws Exception {
        Map<String, Object> arguments = reported.arguments("premium-guess");
        assertThat(fail("schedulePostTool", arguments))
                .contains("X allows 280 (up to 4000 only where the channel is marked as verified")
                .doesNotContain("isPremium");

        succeed("schedulePostTool", on(VERIFIED, arguments));
    }

    @Test
    @ReportedCase("premium-claimed")
    void a_claim_to_be_verified_keeps_all_posts_of_the_call_back() throws Exception {
        List<Map<String, Object>> posts = new ArrayList<>();
        for (JsonNode network : ReportedCases.input("premium-claimed").path("channels")) {
            Map<String, Object> post = new HashMap<>();
            post.put("integrationId", CHANNELS.get(network.asText()));
            post.put("type", "schedule");
            post.put("date", "2099-12-1" + posts.size() + "T10:00:00Z");
            post.put("isPremium", true);
            post.put("settings", Map.of());
            post.put("postsAndComments", "a".repeat(network.asText().equals("x") ? 301 : 5));
            if (network.asText().equals("x")) {
                post.put("settings", Map.of("who_can_reply_post", "everyone"));
            }
            posts.add(post);
        }

        assertThat(fail("schedulePostTool", Map.of("socialPost", posts)))
                .startsWith("Nothing was created.")
                .contains("socialPost[1]");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> on(String channel, Map<String, Object> arguments) {
        Map<String, Object> post =
                new HashMap<>(((List<Map<String, Object>>) arguments.get("socialPost")).get(0));
        post.put("integrationId", channel);
        return Map.of("socialPost", List.of(post));
    }

    @Test
    void a_thumbnail_reaches_postiz() throws Exception {
        succeed("schedulePostTool", reported.arguments("reddit-video"));

        assertThat(SANDBOX.posts().all().get(0).image().at("/0/thumbnail").asText())
                .endsWith(".png");
    }

    private String upload(String name) throws Exception {
        return succeed("uploadFromUrlTool", Map.of("url", "https://media.sandbox.example/" + name))
                .path("path")
                .asText();
    }
}
