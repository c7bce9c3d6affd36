package org.postizgateway.postiz.preflight.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;

class SettingsRulesTest {

    private static final PlatformCatalog CATALOG = PlatformCatalog.load();

    private final SettingsRules rules = new SettingsRules();

    @Test
    void names_what_is_missing_and_where_it_comes_from() {
        assertThat(check("discord", Map.of()))
                .containsExactly("settings.channel is required: Channel id (tool: channels).");
    }

    @Test
    void names_the_values_that_are_allowed() {
        assertThat(check("x", Map.of("who_can_reply_post", "nobody")))
                .containsExactly(
                        "settings.who_can_reply_post must be one of everyone, following,"
                                + " mentionedUsers, subscribers, verified.");
    }

    @Test
    void names_a_place_deep_inside() {
        Map<String, Object> value = Map.of("subreddit", "/r/x", "type", "self", "title", "T");
        assertThat(check("reddit", Map.of("subreddit", List.of(Map.of("value", value)))))
                .containsExactlyInAnyOrder(
                        "settings.subreddit[0].value.title must be at least 2 characters long.",
                        "settings.subreddit[0].value.is_flair_required is required: Take this from"
                                + " the restrictions tool.");
    }

    @Test
    void checks_types_and_addresses() {
        assertThat(check("wordpress", Map.of("title", "Title", "type", "post", "tags", "news")))
                .containsExactly("settings.tags must be a list.");
        assertThat(check("facebook", Map.of("url", "not a url")))
                .containsExactly("settings.url must be a URL.");
        assertThat(check("facebook", Map.of("url", "https://example.com/a?b"))).isEmpty();
        assertThat(check("facebook", Map.of("url", "example.com"))).isEmpty();
        assertThat(check("facebook", Map.of("url", ""))).isEmpty();
    }

    @Test
    void says_what_an_object_a_list_or_a_form_has_to_be() {
        assertThat(check("reddit", Map.of("subreddit", "news")))
                .containsExactly("settings.subreddit must be a list, each element with value.");
        assertThat(check("reddit", Map.of("subreddit", List.of(Map.of()))))
                .containsExactly(
                        "settings.subreddit[0].value is required, with subreddit, title, type, url,"
                                + " is_flair_required, flair.");
        assertThat(
                        check(
                                "x",
                                Map.of(
                                        "who_can_reply_post",
                                        List.of("everyone"),
                                        "community",
                                        "https://x.com/me")))
                .containsExactlyInAnyOrder(
                        "settings.who_can_reply_post must be one of everyone, following,"
                                + " mentionedUsers, subscribers, verified.",
                        "settings.community does not have the right form: Empty string or an X"
                                + " community URL of the form https://x.com/i/communities/<digits>.");
    }

    @Test
    void takes_a_placeholder_for_an_address() {
        assertThat(
                        check(
                                "medium",
                                Map.of(
                                        "title", "Title",
                                        "subtitle", "Sub",
                                        "canonical", "(post:abc)")))
                .isEmpty();
    }

    @Test
    void demands_of_an_article_what_it_needs_and_not_who_can_reply() {
        assertThat(check("x", Map.of("post_type", "article")))
                .containsExactly(
                        "settings.article_title is required with these settings.",
                        "settings.article_status is required with these settings.");
    }

    @Test
    void demands_the_title_of_an_event() {
        assertThat(check("gmb", Map.of("topicType", "EVENT")))
                .containsExactly("settings.eventTitle is required with these settings.");
    }

    @Test
    void looks_at_the_address_of_a_button_only_when_there_is_one() {
        assertThat(check("gmb", Map.of("callToActionUrl", "not a url"))).isEmpty();
        assertThat(check("gmb", Map.of("callToActionType", "BOOK", "callToActionUrl", "not a url")))
                .containsExactly("settings.callToActionUrl must be a URL.");
    }

    @Test
    void demands_the_group_of_a_group_post() {
        assertThat(check("mewe", Map.of("postType", "group")))
                .containsExactly("settings.group is required with these settings.");
        assertThat(check("mewe", Map.of("postType", "timeline"))).isEmpty();
    }

    @Test
    void demands_link_and_flair_where_reddit_does() {
        Map<String, Object> value = reddit("link", true);
        assertThat(check("reddit", Map.of("subreddit", List.of(Map.of("value", value)))))
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("settings.subreddit[0].value."));
    }

    @Test
    void overlooks_link_and_flair_where_reddit_does() {
        Map<String, Object> value = reddit("self", false);
        value.put("url", "not a url");
        value.put("flair", Map.of());
        assertThat(check("reddit", Map.of("subreddit", List.of(Map.of("value", value))))).isEmpty();
    }

    @Test
    void adds_up_the_tags_of_a_video() {
        Map<String, Object> tag = Map.of("value", "v", "label", "x ".repeat(250));
        assertThat(
                        check(
                                "youtube",
                                Map.of("title", "Title", "type", "public", "tags", List.of(tag))))
                .singleElement()
                .asString()
                .contains("must not exceed 500 characters", "they have 502");
    }

    @Test
    void brings_values_into_the_declared_type_where_nothing_is_lost() {
        assertThat(form("listmonk", Map.of("list", 1))).containsEntry("list", "1");
        assertThat(form("x", Map.of("made_with_ai", "false"))).containsEntry("made_with_ai", false);
        assertThat(form("wordpress", Map.of("tags", List.of("3"))))
                .containsEntry("tags", List.of(3));
        assertThat(form("wordpress", Map.of("tags", "[3]"))).containsEntry("tags", List.of(3));
        assertThat(form("linkedin", Map.of("post_as_images_carousel", "true")))
                .containsEntry("post_as_images_carousel", true);
        Map<String, Object> withNull = new LinkedHashMap<>();
        withNull.put("title", null);
        assertThat(form("pinterest", withNull)).isEmpty();
    }

    @Test
    void falls_back_where_postiz_does() {
        assertThat(form("moltbook", Map.of())).containsEntry("submolt", "general");
        assertThat(form("devto", Map.of("title", "Title"))).containsEntry("tags", List.of());
        assertThat(form("wrapcast", Map.of())).containsEntry("subreddit", List.of());
    }

    private static Map<String, Object> reddit(String type, boolean flairRequired) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("subreddit", "/r/test");
        value.put("title", "Title");
        value.put("type", type);
        value.put("is_flair_required", flairRequired);
        return value;
    }

    private Map<String, Object> form(String platform, Map<String, Object> settings) {
        return rules.form(CATALOG.find(platform).orElseThrow(), settings);
    }

    private List<String> check(String platform, Map<String, Object> settings) {
        Platform found = CATALOG.find(platform).orElseThrow();
        return rules.check(found, rules.form(found, settings)).stream()
                .map(problem -> problem.field() + " " + problem.reason())
                .toList();
    }
}
