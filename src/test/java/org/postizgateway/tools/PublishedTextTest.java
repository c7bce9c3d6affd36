package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.cases.ReportedCases;
import org.postizgateway.postiz.platform.LookAlikes;

/** From the words of a call to what the sandbox hands to the network. */
class PublishedTextTest extends ToolRouteTest {

    private static final String LINKEDIN = "cmsblinkedin0000000000003";

    @ParameterizedTest
    @ReportedCase({
        "blank-line-of-an-editor",
        "paragraph-with-attributes",
        "ordered-list",
        "heading-behind-paragraph",
        "code-in-plain-text",
        "bold-tag-that-is-not-bold",
        "unknown-tags-only",
        "headings-only",
        "line-feeds-between-paragraphs"
    })
    @ValueSource(
            strings = {
                "blank-line-of-an-editor",
                "paragraph-with-attributes",
                "ordered-list",
                "heading-behind-paragraph",
                "code-in-plain-text",
                "bold-tag-that-is-not-bold",
                "unknown-tags-only",
                "headings-only",
                "line-feeds-between-paragraphs"
            })
    void a_post_is_published_as_its_content_looks(String id) throws Exception {
        schedule(ReportedCases.input(id).path("content").asText());

        assertThat(published()).isEqualTo(ReportedCases.right(id).path("published").asText());
    }

    @Test
    @ReportedCase("markdown")
    void bold_words_and_links_of_markdown_are_published_as_such() throws Exception {
        JsonNode result = schedule(ReportedCases.input("markdown").path("content").asText());

        assertThat(published())
                .isEqualTo(LookAlikes.bold("Bold") + " and link (https://example.com)");
        assertThat(notices(result)).contains("was read as Markdown").contains("contentFormat");
    }

    @Test
    @ReportedCase("escaped-line-feeds")
    void escaped_line_feeds_are_line_feeds_and_the_caller_is_told() throws Exception {
        String content = ReportedCases.input("escaped-line-feeds").path("content").asText();
        JsonNode result = schedule(content);

        assertThat(published()).isEqualTo("First.\n\nSecond.");
        assertThat(notices(result)).contains("was read as a line feed");
    }

    @Test
    @ReportedCase("link-inside-bold")
    void a_link_inside_bold_words_can_be_followed() throws Exception {
        schedule(ReportedCases.input("link-inside-bold").path("content").asText());

        assertThat(published()).endsWith(" (https://e.com/x)");
    }

    @Test
    @ReportedCase("picture-in-html")
    void a_picture_in_the_text_is_refused() throws Exception {
        String sentence = refused(ReportedCases.input("picture-in-html").path("content").asText());

        assertThat(sentence).contains("postsAndComments[0].content").contains("attachments");
    }

    @Test
    @ReportedCase("half-a-surrogate-pair")
    void half_a_character_is_refused() throws Exception {
        String sentence =
                fail(
                        "schedulePostTool",
                        Map.of(
                                "socialPost",
                                """
                                [{"integrationId": "%s", "type": "now",
                                  "postsAndComments": [{"content": "Hello \\ud83d"}]}]"""
                                        .formatted(LINKEDIN)));

        assertThat(sentence).contains("half of a character").contains("emoji");
    }

    @Test
    void the_format_of_one_item_or_of_all_can_be_named() throws Exception {
        succeed(
                "schedulePostTool",
                Map.of(
                        "contentFormat",
                        "plain",
                        "socialPost",
                        List.of(
                                Map.of(
                                        "integrationId",
                                        MASTODON,
                                        "type",
                                        "draft",
                                        "date",
                                        "2099-12-15T10:00:00Z",
                                        "postsAndComments",
                                        List.of(
                                                Map.of("content", "**a** <b>b</b>"),
                                                Map.of(
                                                        "content",
                                                        "**a**",
                                                        "contentFormat",
                                                        "markdown"))))));

        assertThat(SANDBOX.posts().all())
                .extracting(post -> SANDBOX.publishedPosts().textOf(post).orElseThrow())
                .containsExactly("**a** <b>b</b>", LookAlikes.bold("a"));
    }

    @Test
    void a_format_that_there_is_not_is_refused() throws Exception {
        String sentence =
                fail(
                        "schedulePostTool",
                        Map.of(
                                "contentFormat",
                                "rtf",
                                "socialPost",
                                List.of(post(MASTODON, "Hello"))));

        assertThat(sentence).contains("contentFormat");
    }

    @Test
    void a_text_that_is_too_long_is_refused_before_it_is_read() throws Exception {
        assertThat(refused("a<br>".repeat(80_000))).contains("400000").contains("262144");
        assertThat(SANDBOX.posts().all()).isEmpty();
    }

    private JsonNode schedule(String content) throws Exception {
        return succeed("schedulePostTool", Map.of("socialPost", List.of(post(LINKEDIN, content))));
    }

    private String refused(String content) throws Exception {
        return fail("schedulePostTool", Map.of("socialPost", List.of(post(LINKEDIN, content))));
    }

    private static Map<String, Object> post(String channel, String content) {
        return Map.of(
                "integrationId",
                channel,
                "type",
                "schedule",
                "date",
                "2099-12-15T10:00:00Z",
                "postsAndComments",
                List.of(Map.of("content", content)));
    }

    private static String published() {
        return SANDBOX.posts().all().stream()
                .map(post -> SANDBOX.publishedPosts().textOf(post).orElseThrow())
                .reduce((first, second) -> first + second)
                .orElseThrow();
    }

    private static String notices(JsonNode result) {
        List<String> notices = new ArrayList<>();
        result.findValues("notices")
                .forEach(list -> list.forEach(one -> notices.add(one.asText())));
        return String.join("\n", notices);
    }
}
