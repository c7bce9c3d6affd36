package org.postizgateway.postiz.preflight.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.preflight.finding.Problem;
import org.postizgateway.postiz.preflight.post.SocialPost.Attachment;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;

class SocialPostReaderTest {

    private final SocialPostReader reader = new SocialPostReader();

    @Test
    void reads_the_documented_shape() {
        SocialPost post =
                only(
                        Map.of(
                                "integrationId",
                                "c1",
                                "isPremium",
                                true,
                                "date",
                                "2026-12-15T10:00:00Z",
                                "shortLink",
                                true,
                                "type",
                                "schedule",
                                "postsAndComments",
                                List.of(
                                        Map.of("content", "a", "attachments", List.of("u")),
                                        Map.of("content", "b", "attachments", List.of())),
                                "settings",
                                List.of(Map.of("key", "k", "value", 1))));
        assertThat(post)
                .isEqualTo(
                        new SocialPost(
                                0,
                                "c1",
                                "2026-12-15T10:00:00Z",
                                true,
                                Type.SCHEDULE,
                                List.of(
                                        new Item("a", List.of(new Attachment("u", "", ""))),
                                        new Item("b", List.of())),
                                Map.of("k", 1)));
    }

    @Test
    void takes_the_whole_list_as_json_text() {
        String json = "[{\"integrationId\":\"c1\",\"type\":\"now\",\"postsAndComments\":\"hi\"}]";
        assertThat(reader.read(Map.of("socialPost", json))).hasSize(1);
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void fills_in_what_has_a_default() {
        SocialPost post =
                only(Map.of("integrationId", "c1", "type", "now", "postsAndComments", "hi"));
        assertThat(post.shortLink()).isFalse();
        assertThat(post.settings()).isEmpty();
        assertThat(post.items()).containsExactly(new Item("hi", List.of()));
    }

    @Test
    void takes_one_item_without_a_list_and_texts_without_objects() {
        assertThat(only(with("postsAndComments", Map.of("content", "hi"))).items())
                .containsExactly(new Item("hi", List.of()));
        assertThat(only(with("postsAndComments", List.of("a", "b"))).items()).hasSize(2);
    }

    @Test
    void names_a_field_of_an_item_that_would_be_lost() {
        Map<String, Object> item = Map.of("content", "hi", "image", "https://example.com/a.png");
        reader.read(Map.of("socialPost", with("postsAndComments", List.of(item))));
        assertThat(reader.problems())
                .extracting(Problem::sentence)
                .containsExactly(
                        "socialPost[0]: postsAndComments[0].image is not known: there are content,"
                                + " contentFormat and attachments.");
    }

    @Test
    void names_a_field_of_a_post_that_would_be_lost() {
        reader.read(Map.of("socialPost", with("tags", List.of("news"))));
        assertThat(reader.problems())
                .extracting(Problem::sentence)
                .containsExactly(
                        "socialPost[0]: tags is not known: there are integrationId, type, date,"
                                + " postsAndComments, settings, isPremium and shortLink.");
    }

    @Test
    void leaves_text_that_only_looks_like_json_alone() {
        assertThat(only(with("postsAndComments", "[1] first of all")).items())
                .containsExactly(new Item("[1] first of all", List.of()));
    }

    @Test
    void takes_settings_as_an_object_or_as_json_text() {
        assertThat(only(with("settings", Map.of("title", "T"))).settings())
                .containsEntry("title", "T");
        assertThat(only(with("settings", "{\"title\":\"T\"}")).settings())
                .containsEntry("title", "T");
    }

    @Test
    void strips_the_platform_tag_from_settings() {
        assertThat(only(with("settings", Map.of("__type", "x", "a", 1))).settings())
                .containsOnlyKeys("a");
    }

    @Test
    void takes_attachments_as_objects_with_a_thumbnail() {
        Map<String, Object> item =
                Map.of(
                        "content",
                        "hi",
                        "attachments",
                        List.of(Map.of("path", "v.mp4", "thumbnail", "t.png"), "p.png"));
        assertThat(only(with("postsAndComments", item)).items().get(0).attachments())
                .containsExactly(
                        new Attachment("v.mp4", "t.png", ""), new Attachment("p.png", "", ""));
    }

    @Test
    void reports_each_missing_or_unusable_field_of_each_post() {
        Map<String, Object> bad = new LinkedHashMap<>();
        bad.put("type", "update");
        bad.put("settings", "nothing");
        bad.put(
                "postsAndComments",
                List.of(Map.of("content", List.of(), "attachments", List.of(1)), 5));
        reader.read(Map.of("socialPost", Arrays.asList("x", bad, Map.of("type", "now"))));
        assertThat(reader.problems())
                .extracting(Problem::sentence)
                .containsExactly(
                        "socialPost[0]: must be an object with integrationId, date, type and"
                                + " postsAndComments.",
                        "socialPost[1]: integrationId is required: the id of a channel from"
                                + " integrationList.",
                        "socialPost[1]: type must be one of draft, schedule, now.",
                        "socialPost[1]: postsAndComments[0].content must be a text.",
                        "socialPost[1]: postsAndComments[0].attachments[0] must be the address of a"
                                + " file, as the path from uploadFromUrlTool, or an object {\"path\":"
                                + " address, \"thumbnail\": address of a picture, \"alt\": text}.",
                        "socialPost[1]: postsAndComments[1] must be an object with content and"
                                + " attachments.",
                        "socialPost[1]: settings must be a pair {\"key\": name, \"value\": …}, or an"
                                + " object of names and values.",
                        "socialPost[2]: integrationId is required: the id of a channel from"
                                + " integrationList.",
                        "socialPost[2]: postsAndComments must hold at least the post itself.");
    }

    @Test
    void reports_a_call_without_posts() {
        assertThat(reader.read(Map.of())).isEmpty();
        assertThat(reader.problems())
                .extracting(Problem::sentence)
                .containsExactly("socialPost must hold at least one post.");
    }

    private SocialPost only(Map<String, Object> post) {
        List<SocialPost> posts = new SocialPostReader().read(Map.of("socialPost", post));
        assertThat(posts).hasSize(1);
        return posts.get(0);
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("integrationId", "c1");
        post.put("type", "now");
        post.put("postsAndComments", "hi");
        post.put(key, value);
        return post;
    }
}
