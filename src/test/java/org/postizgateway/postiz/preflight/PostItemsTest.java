package org.postizgateway.postiz.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postizgateway.postiz.preflight.Calls.call;
import static org.postizgateway.postiz.preflight.Calls.channels;
import static org.postizgateway.postiz.preflight.Calls.item;
import static org.postizgateway.postiz.preflight.Calls.onlyProblem;
import static org.postizgateway.postiz.preflight.Calls.plan;
import static org.postizgateway.postiz.preflight.Calls.post;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.postiz.preflight.post.SchedulePlan;

/** What the items of a post must be, and how long they may get. */
class PostItemsTest {

    private static final String PNG = "https://media.example.com/a.png";
    private static final Map<String, Object> ARTICLE =
            Map.of("post_type", "article", "article_title", "T", "article_status", "draft");

    @Test
    void refuses_items_that_would_never_be_published() {
        Map<String, Object> post =
                post("pinterest", p -> p.put("postsAndComments", List.of(item("a", PNG), "b")));
        assertThat(onlyProblem(call(post), "pinterest"))
                .contains("postsAndComments must be one item: Pinterest takes no comments");
    }

    @Test
    void refuses_an_empty_item_even_in_a_draft() {
        Map<String, Object> post =
                post(
                        "linkedin",
                        p -> {
                            p.put("type", "draft");
                            p.put("postsAndComments", List.of("fine", "<p> </p>"));
                        });
        assertThat(onlyProblem(call(post), "linkedin"))
                .contains("postsAndComments[1].content must have at least one visible");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " \n\t",
                "\u200b",
                "\ufeff\u00ad",
                "\u0007\u001b",
                "<p>&#8203;</p>",
                "\u3164"
            })
    void refuses_an_item_that_nobody_would_see(String content) {
        assertThat(
                        onlyProblem(
                                call(post("linkedin", p -> p.put("postsAndComments", content))),
                                "linkedin"))
                .contains("postsAndComments[0].content must have at least one visible character");
        Map<String, Object> picture =
                post("linkedin", p -> p.put("postsAndComments", List.of(item(content, PNG))));
        assertThat(plan(call(picture), "linkedin").requests()).hasSize(1);
    }

    @Test
    void takes_an_item_of_emoji_or_of_any_script() {
        for (String content :
                List.of(
                        "\u263a\ufe0f",
                        "\ud83d\udc68\u200d\ud83d\udc69",
                        "\u0644\u200c\u0627",
                        ".")) {
            Map<String, Object> post = post("linkedin", p -> p.put("postsAndComments", content));
            assertThat(plan(call(post), "linkedin").requests()).hasSize(1);
        }
    }

    @Test
    void refuses_a_character_that_postiz_cannot_store() {
        Map<String, Object> post = post("linkedin", p -> p.put("postsAndComments", "a\u0000b"));
        assertThat(onlyProblem(call(post), "linkedin")).contains("holds the character U+0000");
    }

    @Test
    void takes_an_item_of_attachments_only() {
        Map<String, Object> post =
                post("linkedin", p -> p.put("postsAndComments", List.of(item("", PNG))));
        assertThat(plan(call(post), "linkedin").requests().get(0).json())
                .contains("\"content\":\"\"");
    }

    @Test
    void counts_as_postiz_counts_and_says_how_much_to_take_out() {
        Map<String, Object> post = post("x", p -> p.put("postsAndComments", "a".repeat(281)));
        assertThat(onlyProblem(call(post), "x"))
                .contains(
                        "postsAndComments[0].content has 281 characters as X counts them, X"
                                + " allows 280 (up to 4000 only where the channel is marked as"
                                + " verified in Postiz): take out 1.");
    }

    @Test
    void allows_a_verified_account_and_an_article_more() {
        Map<String, Object> premium = post("x", p -> p.put("postsAndComments", "a".repeat(4000)));
        Map<String, Object> article =
                post(
                        "x",
                        p -> {
                            p.put("settings", ARTICLE);
                            p.put("postsAndComments", "a".repeat(5000));
                        });
        SchedulePlan plan = plan(call(premium, article), channels("x"), Map.of("maxLength", 4000));
        assertThat(plan.requests()).hasSize(1);
    }

    @Test
    void believes_postiz_and_not_the_caller_that_an_account_is_verified() {
        Map<String, Object> claimed =
                post(
                        "x",
                        p -> {
                            p.put("isPremium", true);
                            p.put("postsAndComments", "a".repeat(301));
                        });
        assertThatThrownBy(() -> plan(call(claimed), channels("x"), Map.of("maxLength", 280)))
                .hasMessageContaining("X allows 280");
        Map<String, Object> silent = post("x", p -> p.put("postsAndComments", "a".repeat(301)));
        assertThat(plan(call(silent), channels("x"), Map.of("maxLength", 4000)).requests())
                .hasSize(1);
    }
}
