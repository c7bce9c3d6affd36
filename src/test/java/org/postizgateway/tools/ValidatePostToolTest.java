package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.web.Operation;

class ValidatePostToolTest extends ToolRouteTest {

    private static final String DATE = "2099-12-15T10:00:00Z";

    @Test
    void tells_of_each_post_how_it_will_stand_and_what_is_wrong() throws Exception {
        JsonNode output =
                validate(
                        Map.of("timeZone", "Europe/Berlin"),
                        post(MASTODON, DATE, "**Hello** https://example.com/a"),
                        post(X, "2001-01-01T10:00:00Z", "x".repeat(300)));

        assertThat(output.path("valid").asBoolean()).isFalse();
        JsonNode good = output.path("posts").path(0);
        assertThat(good.path("valid").asBoolean()).isTrue();
        assertThat(good.path("date").asText()).isEqualTo("2099-12-15T10:00:00.000Z");
        assertThat(good.path("local").asText()).isEqualTo("2099-12-15T11:00:00+01:00 (Tuesday)");
        JsonNode item = good.path("items").path(0);
        assertThat(item.path("text").asText()).contains("https://example.com/a");
        assertThat(item.path("length").asInt()).isPositive();
        assertThat(item.path("limit").asInt()).isEqualTo(500);
        JsonNode bad = output.path("posts").path(1);
        assertThat(bad.path("valid").asBoolean()).isFalse();
        assertThat(bad.path("problems").toString())
                .contains("is in the past", "who_can_reply_post", "take out 20");
        assertThat(output.path("requests").asInt()).isOne();
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
        assertThat(SANDBOX.posts().all()).isEmpty();
    }

    @Test
    void names_posts_that_say_the_same_on_the_same_channel() throws Exception {
        Map<String, Object> first = post(MASTODON, DATE, "Twice told");
        String id =
                succeed("schedulePostTool", Map.of("socialPost", List.of(first)))
                        .at("/output/0/postId")
                        .asText();

        JsonNode output =
                validate(
                        Map.of(),
                        post(MASTODON, "2099-12-17T10:00:00Z", "Twice told"),
                        post(MASTODON, "2099-12-30T10:00:00Z", "Twice told"),
                        post(MASTODON, DATE, "Something else"),
                        post(DISCORD, DATE, "Twice told"));

        assertThat(output.at("/posts/0/duplicates/0/postId").asText()).isEqualTo(id);
        assertThat(output.at("/posts/1").has("duplicates")).isFalse();
        assertThat(output.at("/posts/2").has("duplicates")).isFalse();
        assertThat(output.at("/posts/3").has("duplicates")).isFalse();
    }

    @Test
    void tells_what_keeps_a_draft_from_being_scheduled() throws Exception {
        Map<String, Object> draft = new HashMap<>(post(X, "2001-01-01T10:00:00Z", "x".repeat(300)));
        draft.put("type", "draft");

        JsonNode checked = validate(Map.of(), draft).at("/posts/0");

        assertThat(checked.path("valid").asBoolean()).isTrue();
        assertThat(checked.path("notices").toString())
                .contains(
                        "This draft cannot be scheduled as it is: settings.who_can_reply_post is"
                                + " required",
                        "has 300 characters as X counts them, X allows 280",
                        "Give it a later one with reschedulePostTool");
    }

    @Test
    void tells_of_posts_in_the_order_of_the_call_also_when_one_cannot_be_read() throws Exception {
        Map<String, Object> unreadable = new HashMap<>(post(MASTODON, DATE, "one"));
        unreadable.put("type", "bogus");
        unreadable.put("shortLink", "perhaps");
        unreadable.put("isPremium", "perhaps");

        JsonNode output = validate(Map.of(), unreadable, "no object", post(MASTODON, DATE, "two"));

        assertThat(output.at("/posts")).hasSize(3);
        assertThat(output.at("/posts/0/problems").toString())
                .contains(
                        "type must be one of",
                        "shortLink must be true or false",
                        "isPremium must be true or false");
        assertThat(output.at("/posts/1/problems/0").asText()).startsWith("must be an object");
        assertThat(output.at("/posts/2/valid").asBoolean()).isTrue();
        assertThat(output.at("/posts/2/items/0/text").asText()).isEqualTo("two");
    }

    @Test
    void refuses_lists_that_schedule_post_refuses_for_their_length() throws Exception {
        Map<String, Object> post = new HashMap<>(post(MASTODON, DATE, "one"));
        post.put("postsAndComments", Collections.nCopies(101, Map.of("content", "one")));

        assertThat(validate(Map.of(), post).at("/posts/0/problems").toString())
                .contains("postsAndComments must have 100 elements at most");
    }

    @Test
    void counts_the_rationed_requests_that_creating_them_takes() throws Exception {
        assertThat(
                        validate(
                                        Map.of(),
                                        post(MASTODON, DATE, "one"),
                                        post(MASTODON, DATE, "two"),
                                        post(MASTODON, "2099-12-16T10:00:00Z", "three"))
                                .path("requests")
                                .asInt())
                .isEqualTo(2);
    }

    @Test
    void refuses_a_time_zone_that_there_is_not() throws Exception {
        assertThat(
                        fail(
                                "validatePostTool",
                                Map.of(
                                        "socialPost",
                                        List.of(post(MASTODON, DATE, "a")),
                                        "timeZone",
                                        "Mars/Olympus")))
                .contains("timeZone must be the name of a time zone, such as Europe/Berlin");
    }

    private JsonNode validate(Map<String, Object> more, Object... posts) throws Exception {
        Map<String, Object> arguments = new HashMap<>(more);
        arguments.put("socialPost", List.of(posts));
        return succeed("validatePostTool", arguments).path("output");
    }

    private static Map<String, Object> post(String channel, String date, String content) {
        return Map.of(
                "integrationId",
                channel,
                "type",
                "schedule",
                "date",
                date,
                "postsAndComments",
                List.of(Map.of("content", content)));
    }
}
