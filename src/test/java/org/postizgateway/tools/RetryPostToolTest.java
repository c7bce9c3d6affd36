package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.state.Publishing;
import org.postizgateway.sandbox.state.TokenState;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.state.post.Publication;
import org.postizgateway.sandbox.web.Operation;

class RetryPostToolTest extends LifeTest {

    private static final String UNCONFIRMED = "Could not confirm the post status";

    @ParameterizedTest
    @EnumSource
    void a_post_whose_channel_was_to_be_connected_again_goes_out_once(PostizVersion version)
            throws Exception {
        postizIs(version);
        String id = failedForTheChannel("Try me again");

        JsonNode result =
                succeed("retryPostTool", Map.of("ids", List.of(id))).at("/output/results/0");
        assertThat(result.path("status").asText()).startsWith("scheduled for ");
        assertThat(stored(id).state()).isEqualTo(PostState.QUEUE);
        assertThat(
                        succeed("retryPostTool", Map.of("ids", List.of(id)))
                                .at("/output/results/0/repeated")
                                .asBoolean())
                .isTrue();

        SANDBOX.clock().advance(Duration.ofHours(2));
        assertThat(SANDBOX.posts().publications())
                .extracting(Publication::postId)
                .containsExactly(id);
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isEqualTo(2);
        assertThat(fail("retryPostTool", Map.of("ids", List.of(id)))).contains("has not failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNCONFIRMED,
                "Could not publish after several attempts",
                "Already posted",
                "There was no post in the answer",
                "Unauthorized: refresh channel needed",
            })
    void a_post_that_may_be_out_is_left_alone(String reason) throws Exception {
        for (PostizVersion version : PostizVersion.values()) {
            SANDBOX.reset();
            postizIs(version);
            String id = failed(in(6), "Perhaps out", reason);

            assertThat(fail("retryPostTool", Map.of("ids", List.of(id))))
                    .as(version.month())
                    .contains("is unchanged", "look at the network");
            assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isEqualTo(1);
        }
    }

    @Test
    void a_failure_that_may_yet_become_a_success_is_waited_for() throws Exception {
        SANDBOX.conditions()
                .setPublishing(Publishing.STANDARD.flippingAfter(Duration.ofMinutes(8)));
        SANDBOX.conditions().getTokens().put(X, TokenState.REFRESH_FAILS);
        String id = schedule(in(6), "Flips");
        SANDBOX.clock().advance(Duration.ofMinutes(9));
        assertThat(stored(id).state()).isEqualTo(PostState.ERROR);
        SANDBOX.conditions().getTokens().clear();

        assertThat(fail("retryPostTool", Map.of("ids", List.of(id))))
                .contains("failed a moment ago");

        SANDBOX.clock().advance(Duration.ofHours(2));
        assertThat(SANDBOX.posts().publications()).hasSize(1);
    }

    @Test
    void a_post_that_is_out_without_its_comments_is_left_alone() throws Exception {
        SANDBOX.conditions()
                .setPublishing(new Publishing(Duration.ZERO, false, Duration.ZERO, true));
        String id = create("schedule", in(6), "Out", "A comment");
        SANDBOX.clock().advance(Duration.ofMinutes(30));
        assertThat(stored(id).state()).isEqualTo(PostState.ERROR);

        assertThat(fail("retryPostTool", Map.of("ids", List.of(id)))).contains("is published");
    }

    @ParameterizedTest
    @EnumSource
    void of_the_failed_posts_of_a_period_those_that_are_safe_are_retried(PostizVersion version)
            throws Exception {
        postizIs(version);
        String unsafe = failed(in(6), "Perhaps out", UNCONFIRMED);
        SANDBOX.clock().advance(Duration.ofHours(3));
        String safe = failedForTheChannel("Certainly not out");

        JsonNode result = call("retryPostTool", Map.of());

        assertThat(result.path("isError").asBoolean()).isTrue();
        JsonNode output = result.at("/structuredContent/output");
        assertThat(output.path("errors").asText())
                .contains("Post " + unsafe, "look at the network", "Done: 1.");
        assertThat(texts(output.path("results"), "id")).containsExactlyInAnyOrder(unsafe, safe);
        SANDBOX.clock().advance(Duration.ofHours(2));
        assertThat(SANDBOX.posts().publications())
                .extracting(Publication::postId)
                .containsExactly(safe);
    }

    @Test
    void a_day_counts_to_its_end() throws Exception {
        String id = failedForTheChannel("Of that day");
        String day = stored(id).publishDate().toString().substring(0, 10);

        assertThat(
                        texts(
                                succeed("retryPostTool", Map.of("from", day, "to", day))
                                        .at("/output/results"),
                                "id"))
                .containsExactly(id);
    }

    @Test
    void an_older_Postiz_on_which_something_else_failed_then_leaves_it_in_doubt() throws Exception {
        postizIs(PostizVersion.AUGUST_2026);
        SANDBOX.conditions().getTokens().put(X, TokenState.REFRESH_FAILS);
        SANDBOX.conditions().setPublishError(UNCONFIRMED);
        String id = schedule(in(6), "Which of the two?");
        succeed("schedulePostTool", Map.of("socialPost", List.of(mastodon(in(6)))));
        SANDBOX.clock().advance(Duration.ofMinutes(30));
        assertThat(stored(id).error()).contains("Refresh channel needed");
        SANDBOX.conditions().setPublishError("");
        SANDBOX.conditions().getTokens().clear();

        assertThat(fail("retryPostTool", Map.of("ids", List.of(id))))
                .contains("confirm", "look at the network");
    }

    @Test
    void more_than_a_page_of_notifications_is_read_where_the_failure_lies_behind_it()
            throws Exception {
        postizIs(PostizVersion.AUGUST_2026);
        SANDBOX.conditions().setRateLimit(1000);
        String id = failedForTheChannel("Long ago");
        List<Map<String, Object>> posts = new ArrayList<>();
        for (int minute = 0; minute <= 100; minute++) {
            posts.add(mastodon(in(6 + minute)));
        }
        succeed("schedulePostTool", Map.of("socialPost", posts.subList(0, 50)));
        succeed("schedulePostTool", Map.of("socialPost", posts.subList(50, 101)));
        SANDBOX.clock().advance(Duration.ofHours(3));

        succeed("retryPostTool", Map.of("ids", List.of(id)));

        // What watches over deliveries may read them meanwhile.
        assertThat(SANDBOX.requests().count(Operation.NOTIFICATIONS)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_lost_answer_is_made_up_for_by_the_listing_and_a_lost_request_by_the_same_call()
            throws Exception {
        String id = failedForTheChannel("Lost");
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST));

        assertThat(fail("retryPostTool", Map.of("ids", List.of(id)))).contains("is unknown");
        SANDBOX.clock().advance(Duration.ofSeconds(90));
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST).afterwards());
        succeed("retryPostTool", Map.of("ids", List.of(id)));

        SANDBOX.clock().advance(Duration.ofHours(2));
        assertThat(SANDBOX.posts().publications()).hasSize(1);
    }

    @Test
    @AugustPostiz
    void a_failed_post_of_which_not_all_is_known_can_be_created_anew() throws Exception {
        String id = failedForTheChannel("Elsewhere");
        jdbc.sql("DELETE FROM ledger_call").update();

        assertThat(fail("retryPostTool", Map.of("ids", List.of(id))))
                .contains("media and comments are in no listing", "schedulePostTool")
                .doesNotContain("editPostTool");
    }

    @Test
    void a_date_is_kept_and_one_that_is_too_soon_is_refused() throws Exception {
        String id = failedForTheChannel("Later");
        Instant to = in(300);

        assertThat(fail("retryPostTool", Map.of("ids", List.of(id), "date", in(2).toString())))
                .contains("less than five minutes ahead");
        succeed("retryPostTool", Map.of("ids", List.of(id), "date", to.toString()));

        SANDBOX.clock().advance(Duration.ofHours(6));
        assertThat(SANDBOX.posts().publications()).extracting(Publication::at).containsExactly(to);
    }

    private String failedForTheChannel(String content) throws Exception {
        SANDBOX.conditions().getTokens().put(X, TokenState.REFRESH_FAILS);
        String id = failed(in(6), content, "");
        SANDBOX.conditions().getTokens().clear();
        return id;
    }

    private String failed(Instant date, String content, String reason) throws Exception {
        SANDBOX.conditions().setPublishError(reason);
        String id = schedule(date, content);
        SANDBOX.clock().advance(Duration.ofMinutes(30));
        assertThat(stored(id).state()).isEqualTo(PostState.ERROR);
        SANDBOX.conditions().setPublishError("");
        return id;
    }

    private static Map<String, Object> mastodon(Instant date) {
        return Map.of(
                "integrationId",
                MASTODON,
                "type",
                "schedule",
                "date",
                date.toString(),
                "postsAndComments",
                List.of(item("At " + date)));
    }
}
