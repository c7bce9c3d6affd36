package org.postizgateway.postiz.preflight.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.finding.FieldProblem;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Attachment;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;

class MediaRulesTest {

    /** Attachments by the first letter of their kind: Picture, Video, Webp. */
    @ParameterizedTest
    @CsvSource({
        "linkedin, , true",
        "linkedin, V, true",
        "linkedin, VP, false",
        "linkedin-page, VP, false",
        "instagram, , false",
        "instagram, P, true",
        "instagram, PPPPPPPPPPP, false",
        "instagram-standalone, , false",
        "instagram-standalone, PPPPPPPPPPP, false",
        "instagram-standalone, PPPPPPPPPP, true",
        "youtube, V, true",
        "youtube, , false",
        "youtube, P, false",
        "youtube, VV, false",
        "gmb, , true",
        "gmb, P, true",
        "gmb, PP, false",
        "gmb, V, false",
        "tiktok, , false",
        "tiktok, V, true",
        "tiktok, PP, true",
        "tiktok, VP, false",
        "tiktok-business, PP, true",
        "pinterest, , false",
        "pinterest, PPPPP, true",
        "pinterest, PPPPPP, false",
        "pinterest, V, false",
        "pinterest, VP, true",
        "pinterest, VPP, false",
        "dribbble, P, true",
        "dribbble, PP, false",
        "dribbble, V, false",
        "bluesky, V, true",
        "bluesky, PPPP, true",
        "bluesky, PPPPP, false",
        "bluesky, VP, false",
        "lemmy, , true",
        "lemmy, P, true",
        "lemmy, V, false",
        "lemmy, W, false",
        "wrapcast, PP, true",
        "wrapcast, V, false",
        "tumblr, VP, true",
        "tumblr, VV, false",
        "reddit, V, false",
        "x, , true",
        "x, PPPP, true",
        "x, PPPPP, false",
        "x, V, true",
        "x, VP, false",
        "x, VV, false",
        "facebook, PPPPPPPPPPPP, true",
        "facebook, V, true",
        "facebook, VP, false",
        "threads, VVPP, true",
        "mastodon, PPPPP, false",
        "mastodon, VP, false",
        "discord, VVPPPPPPPP, true",
        "discord, VVPPPPPPPPP, false",
        "twitch, P, false",
        "slack, VVPP, true",
    })
    void holds_what_postiz_demands(String platform, String kinds, boolean fine) {
        assertThat(check(platform, Map.of(), item(kinds)).isEmpty()).isEqualTo(fine);
    }

    @Test
    void counts_pictures_where_there_is_a_limit() {
        assertThat(check("tiktok-business", Map.of(), item("P".repeat(36)))).hasSize(1);
        assertThat(check("tiktok", Map.of(), item("P".repeat(36)))).hasSize(1);
        assertThat(check("linkedin", Map.of(), item("P".repeat(21)))).hasSize(1);
        assertThat(check("tumblr", Map.of(), item("P".repeat(31)))).hasSize(1);
    }

    @Test
    void wants_two_pictures_for_a_carousel() {
        Map<String, Object> carousel = Map.of("post_as_images_carousel", true);
        assertThat(check("linkedin", carousel, item("P"))).hasSize(1);
        assertThat(check("linkedin", carousel, item("PV"))).isNotEmpty();
        assertThat(check("linkedin", carousel, item("PP"))).isEmpty();
    }

    @Test
    void wants_comments_on_linkedin_without_attachments() {
        assertThat(check("linkedin", Map.of(), item("P"), item(""), item("P")))
                .extracting(FieldProblem::field)
                .containsExactly("postsAndComments[2].attachments");
    }

    @Test
    void counts_what_goes_with_a_comment() {
        assertThat(check("instagram", Map.of(), item("P"), item("P")))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.field())
                                    .isEqualTo("postsAndComments[1].attachments");
                            assertThat(problem.reason()).startsWith("must be empty");
                        });
        assertThat(check("facebook", Map.of(), item(""), item("P"))).isEmpty();
        assertThat(check("facebook", Map.of(), item(""), item("PP"))).hasSize(1);
        assertThat(check("x", Map.of(), item(""), item("PPPP"))).isEmpty();
        assertThat(check("x", Map.of(), item(""), item("PPPPP"))).hasSize(1);
    }

    @Test
    void looks_at_every_item_on_bluesky_and_farcaster() {
        assertThat(check("bluesky", Map.of(), item(""), item("VP")))
                .extracting(FieldProblem::field)
                .containsExactly("postsAndComments[1].attachments");
        assertThat(check("wrapcast", Map.of(), item(""), item("V"))).hasSize(1);
    }

    @Test
    void wants_one_video_for_a_trial_reel_and_for_music() {
        assertThat(check("instagram", Map.of("is_trial_reel", "true"), item("P"))).hasSize(1);
        assertThat(check("instagram", Map.of("is_trial_reel", true), item("V"))).isEmpty();
        Map<String, Object> audio = Map.of("post_type", "post", "audio", Map.of("id", "1"));
        assertThat(check("instagram", audio, item("PP")))
                .extracting(FieldProblem::field)
                .containsExactly("settings.audio");
        assertThat(check("instagram", audio, item("V"))).isEmpty();
        assertThat(check("instagram-standalone", audio, item("PP"))).isEmpty();
    }

    @Test
    void wants_media_for_a_story() {
        assertThat(check("facebook", Map.of("post_type", "story"), item(""))).hasSize(1);
        assertThat(check("facebook", Map.of("post_type", "post"), item(""))).isEmpty();
    }

    @Test
    void wants_one_attachment_for_a_media_entry_and_a_thumbnail_for_a_video_on_reddit() {
        Map<String, Object> media =
                Map.of("subreddit", List.of(Map.of("value", Map.of("type", "media"))));
        assertThat(check("reddit", media, item(""))).hasSize(1);
        assertThat(check("reddit", media, item("P"))).isEmpty();
        Item video = new Item("x", List.of(new Attachment("v.mp4", "t.png", "")));
        assertThat(check("reddit", Map.of(), video)).isEmpty();
    }

    @Test
    void wants_articles_without_videos_and_drafts_of_them_without_replies() {
        Map<String, Object> draft = Map.of("post_type", "article", "article_status", "draft");
        assertThat(check("x", draft, item("V"), item(""))).hasSize(2);
        assertThat(check("x", draft, item("P"))).isEmpty();
    }

    private static List<FieldProblem> check(
            String platform, Map<String, Object> settings, Item... items) {
        return MediaRules.check(
                PlatformCatalog.load().find(platform).orElseThrow(),
                new SocialPost(0, "c", "", false, Type.NOW, Arrays.asList(items), settings));
    }

    private static Item item(String kinds) {
        Map<Character, String> files = Map.of('P', "a.png", 'V', "a.mp4", 'W', "a.webp");
        return new Item(
                "text",
                (kinds == null ? "" : kinds)
                        .chars()
                        .mapToObj(kind -> new Attachment(files.get((char) kind), "", ""))
                        .toList());
    }
}
