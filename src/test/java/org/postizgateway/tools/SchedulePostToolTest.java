package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

class SchedulePostToolTest extends ToolRouteTest {

    private static final String FRIENDFEED = "cmsbfriendfeed00000000018";
    private static final String TOMORROW = "2099-12-15T10:00:00Z";

    @ParameterizedTest
    @ValueSource(strings = {"schedulePostTool", "integrationSchedulePostTool"})
    void creates_a_post_under_either_name(String tool) throws Exception {
        JsonNode result = succeed(tool, Map.of("socialPost", List.of(post(MASTODON, "Hello"))));

        JsonNode created = result.at("/output/0");
        assertThat(created.path("integration").asText()).isEqualTo(MASTODON);
        assertThat(created.path("status").asText()).isEqualTo("created");
        assertThat(SANDBOX.posts().all())
                .singleElement()
                .satisfies(
                        post -> {
                            assertThat(post.id()).isEqualTo(created.path("postId").asText());
                            assertThat(post.content()).isEqualTo("<p>Hello</p>");
                        });
    }

    @Test
    void says_how_many_creates_are_left() throws Exception {
        JsonNode result = succeed("schedulePostTool", Map.of("socialPost", post(MASTODON, "Hi")));

        assertThat(result.at("/rateLimit/remaining").asInt()).isEqualTo(89);
        assertThat(result.at("/rateLimit/resetSeconds").asInt()).isBetween(1, 3600);
    }

    @Test
    void takes_json_text_and_a_single_object_for_the_list() throws Exception {
        succeed("schedulePostTool", Map.of("socialPost", post(MASTODON, "One")));
        succeed(
                "schedulePostTool",
                Map.of(
                        "socialPost",
                        """
                        [{"integrationId": "%s", "type": "draft", "date": "%s",
                          "postsAndComments": {"content": "Two"}}]"""
                                .formatted(MASTODON, TOMORROW)));

        assertThat(SANDBOX.posts().all())
                .extracting(post -> post.content())
                .containsExactly("<p>One</p>", "<p>Two</p>");
    }

    @Test
    void takes_settings_as_pairs_or_as_an_object() throws Exception {
        Object pairs = List.of(Map.of("key", "who_can_reply_post", "value", "everyone"));
        Object object = Map.of("who_can_reply_post", "everyone");

        succeed(
                "schedulePostTool",
                Map.of("socialPost", List.of(post(X, "A", pairs), post(X, "B", object))));

        assertThat(SANDBOX.posts().all())
                .extracting(post -> post.settings().path("who_can_reply_post").asText())
                .containsExactly("everyone", "everyone");
    }

    @Test
    void spends_one_request_on_posts_that_share_type_and_date() throws Exception {
        JsonNode result =
                succeed(
                        "schedulePostTool",
                        Map.of(
                                "socialPost",
                                List.of(
                                        post(MASTODON, "A"),
                                        post(X, "B", Map.of("who_can_reply_post", "everyone")))));

        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isEqualTo(1);
        assertThat(texts(result.path("output"), "integration")).containsExactly(MASTODON, X);
    }

    @Test
    void creates_nothing_when_one_of_the_posts_is_wrong() throws Exception {
        String sentence =
                fail(
                        "schedulePostTool",
                        Map.of(
                                "socialPost",
                                List.of(
                                        post(MASTODON, "Fine"),
                                        post(DISABLED, "Nobody sees this"),
                                        post("unknown", "Nor this"),
                                        post(DISCORD, "Where to?"))));

        assertThat(sentence)
                .startsWith("Nothing was created.")
                .contains("socialPost[1]")
                .contains("socialPost[2]")
                .contains("socialPost[3]")
                .doesNotContain("socialPost[0]");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void refuses_a_setting_that_the_network_does_not_have() throws Exception {
        Object settings =
                List.of(
                        Map.of("key", "who_can_reply_post", "value", "everyone"),
                        Map.of("key", "zz", "value", 1));

        String sentence = fail("schedulePostTool", Map.of("socialPost", post(X, "A", settings)));

        assertThat(sentence)
                .contains("socialPost[0] (Acme on X): settings.zz is not a setting of X. It has")
                .contains("who_can_reply_post");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void asks_postiz_about_a_network_that_it_does_not_know() throws Exception {
        String sentence = fail("schedulePostTool", Map.of("socialPost", post(FRIENDFEED, "A")));

        assertThat(sentence).contains("friendfeed, a network that this Postiz does not serve");
        assertThat(SANDBOX.requests().count(Operation.INTEGRATION_SETTINGS)).isEqualTo(1);
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void creates_nothing_while_postiz_cannot_be_asked_about_a_network() throws Exception {
        SANDBOX.faults().add(FaultRule.of(Fault.BAD_GATEWAY).on(Operation.INTEGRATION_SETTINGS));

        assertThat(fail("schedulePostTool", Map.of("socialPost", post(FRIENDFEED, "A"))))
                .startsWith("Postiz is not reachable behind its proxy");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void tells_what_became_of_each_post_when_postiz_fails_in_between() throws Exception {
        SANDBOX.faults()
                .add(FaultRule.of(Fault.INTERNAL_ERROR).on(Operation.CREATE_POST).skipping(1));
        Map<String, Object> later =
                Map.of(
                        "integrationId",
                        MASTODON,
                        "type",
                        "schedule",
                        "date",
                        "2099-12-16T10:00:00Z",
                        "postsAndComments",
                        List.of(Map.of("content", "B")));

        JsonNode result =
                call("schedulePostTool", Map.of("socialPost", List.of(post(MASTODON, "A"), later)));

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(texts(result.at("/structuredContent/output/results"), "status"))
                .containsExactly("created", "not created");
        assertThat(result.at("/structuredContent/output/errors").asText())
                .startsWith("1 of 2 posts were created, 1 not created.");
    }

    @Test
    void says_when_creates_are_allowed_again() throws Exception {
        SANDBOX.conditions().setRateLimit(0);

        assertThat(fail("schedulePostTool", Map.of("socialPost", post(MASTODON, "Hi"))))
                .contains("60 minutes");
    }

    private static Map<String, Object> post(String channel, String content) {
        return post(channel, content, List.of());
    }

    private static Map<String, Object> post(String channel, String content, Object settings) {
        return Map.of(
                "integrationId", channel,
                "type", "schedule",
                "date", TOMORROW,
                "postsAndComments", List.of(Map.of("content", content)),
                "settings", settings);
    }
}
