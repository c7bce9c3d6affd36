package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.ReportedCase;
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
                "x-media | must be up to 4 pictures, or one mp4 alone on X",
            })
    @ReportedCase({
        "instagram-comment-with-media",
        "threads-counts-bytes",
        "threads-cjk",
        "telegram-caption",
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
