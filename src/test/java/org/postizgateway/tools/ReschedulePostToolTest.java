package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.state.post.Publication;
import org.postizgateway.sandbox.web.Operation;

class ReschedulePostToolTest extends LifeTest {

    @Test
    void a_post_goes_out_at_its_new_date_with_all_it_had() throws Exception {
        Instant to = in(120);
        String id =
                create(
                        "schedule",
                        in(60),
                        List.of(
                                Map.of(
                                        "content",
                                        "**Moved** & kept",
                                        "attachments",
                                        List.of(picture())),
                                Map.of("content", "Comment")));

        assertThat(
                        move(Map.of("ids", List.of(id), "date", to.toString()))
                                .at("/results/0/status")
                                .asText())
                .startsWith("moved to ");

        assertThat(stored(id).image().size()).isOne();
        assertThat(stored(id).settings().path("who_can_reply_post").asText()).isEqualTo("everyone");
        assertThat(SANDBOX.posts().all()).hasSize(2);
        SANDBOX.clock().advance(Duration.ofMinutes(90));
        assertThat(SANDBOX.posts().publications()).isEmpty();
        SANDBOX.clock().advance(Duration.ofMinutes(60));
        assertThat(SANDBOX.posts().publications()).extracting(Publication::at).containsExactly(to);
    }

    @Test
    void all_that_wait_on_a_channel_are_moved_by_one_call() throws Exception {
        Instant first = in(60);
        String one = schedule(first, "One");
        String two = schedule(first.plusSeconds(3600), "Two");
        String draft = create("draft", first, "Draft");

        move(Map.of("integrationId", X, "shiftMinutes", 120));

        assertThat(stored(one).publishDate()).isEqualTo(first.plusSeconds(7200));
        assertThat(stored(two).publishDate()).isEqualTo(first.plusSeconds(10800));
        assertThat(stored(draft).publishDate()).isEqualTo(first);
    }

    @Test
    void a_day_counts_to_its_end() throws Exception {
        Instant date = in(60);
        String day = date.toString().substring(0, 10);
        String id = schedule(date, "Of that day");

        move(Map.of("integrationId", X, "from", day, "to", day, "shiftMinutes", 120));

        assertThat(stored(id).publishDate()).isEqualTo(date.plusSeconds(7200));
    }

    @Test
    void a_period_beside_ids_is_refused() throws Exception {
        Instant date = in(60);
        String id = schedule(date, "Stays");

        assertThat(
                        fail(
                                "reschedulePostTool",
                                Map.of(
                                        "ids",
                                        List.of(id),
                                        "from",
                                        "2099-01-01",
                                        "shiftMinutes",
                                        120)))
                .contains("from and to narrow the posts of a channel");
        assertThat(stored(id).publishDate()).isEqualTo(date);
    }

    @Test
    void a_period_that_ends_before_it_begins_is_refused() throws Exception {
        assertThat(
                        fail(
                                "reschedulePostTool",
                                Map.of(
                                        "integrationId",
                                        X,
                                        "from",
                                        "2099-02-01",
                                        "to",
                                        "2099-01-01",
                                        "shiftMinutes",
                                        120)))
                .contains("to must not lie before from");
    }

    @Test
    void a_draft_stays_one() throws Exception {
        String id = create("draft", in(60), "Draft");

        move(Map.of("ids", List.of(id), "shiftMinutes", 60));

        assertThat(stored(id).state()).isEqualTo(PostState.DRAFT);
    }

    @Test
    @AugustPostiz
    void a_post_whose_media_and_comments_nobody_knows_is_left_alone() throws Exception {
        String id = schedule(in(60), "Elsewhere");
        jdbc.sql("DELETE FROM ledger_call").update();

        assertThat(fail("reschedulePostTool", Map.of("ids", List.of(id), "shiftMinutes", 60)))
                .contains(
                        "Nothing was moved.",
                        "media and comments are in no listing",
                        "editPostTool");
    }

    @Test
    void refuses_a_date_that_is_too_near_and_a_post_that_changed_since_it_was_read()
            throws Exception {
        String id = schedule(in(60), "Stays");
        String version = succeed("postDetailTool", Map.of("id", id)).at("/output/version").asText();

        assertThat(fail("reschedulePostTool", Map.of("ids", List.of(id), "date", in(3).toString())))
                .contains("less than five minutes ahead");
        move(Map.of("ids", List.of(id), "shiftMinutes", 1, "version", version));
        assertThat(
                        fail(
                                "reschedulePostTool",
                                Map.of("ids", List.of(id), "shiftMinutes", 1, "version", version)))
                .contains("was changed since you read it");
    }

    @Test
    void the_same_move_once_more_with_the_version_before_it_was_made_already() throws Exception {
        String id = schedule(in(60), "Moves");
        Instant to = in(120);
        String version = succeed("postDetailTool", Map.of("id", id)).at("/output/version").asText();
        Map<String, Object> move =
                Map.of("ids", List.of(id), "date", to.toString(), "version", version);
        move(move);
        int sent = SANDBOX.requests().count(Operation.CREATE_POST);

        JsonNode again = move(move).at("/results/0");

        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(again.path("status").asText())
                .startsWith("moved to " + to.toString().substring(0, 16));
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isEqualTo(sent);
        move(Map.of("ids", List.of(id), "shiftMinutes", 5));
        assertThat(fail("reschedulePostTool", move)).contains("was changed since you read it");
    }

    @Test
    void a_draft_moved_to_a_date_at_which_it_cannot_be_scheduled_is_told() throws Exception {
        String id = create("draft", in(60), "Draft");

        for (Instant to : List.of(in(2), Instant.parse("2020-01-01T10:00:00Z"))) {
            assertThat(
                            move(Map.of("ids", List.of(id), "date", to.toString()))
                                    .at("/results/0/notices/0")
                                    .asText())
                    .contains("past or less than five minutes ahead", "reschedulePostTool");
        }
    }

    @Test
    void a_post_is_found_wherever_it_was_moved_and_not_moved_beyond_a_hundred_years()
            throws Exception {
        String id = schedule(in(60), "Far away");

        move(Map.of("ids", List.of(id), "date", "2090-01-01T10:00:00Z"));

        assertThat(succeed("postDetailTool", Map.of("id", id)).at("/output/date").asText())
                .startsWith("2090-01-01T10:00");
        assertThat(
                        fail(
                                "reschedulePostTool",
                                Map.of("ids", List.of(id), "date", "2200-01-01T10:00:00Z")))
                .contains("is more than a hundred years ahead");
        move(Map.of("ids", List.of(id), "date", in(60).toString()));
        assertThat(stored(id).publishDate()).isEqualTo(in(60));
    }

    @Test
    void a_failed_post_is_left_to_the_tool_that_knows_whether_it_may_be_out() throws Exception {
        SANDBOX.conditions().setPublishError("Unknown error");
        String id = schedule(in(6), "Perhaps out");
        SANDBOX.clock().advance(Duration.ofMinutes(30));

        for (String sentence :
                List.of(
                        fail("reschedulePostTool", Map.of("ids", List.of(id), "shiftMinutes", 60)),
                        fail("editPostTool", Map.of("id", id, "content", "New")),
                        fail(
                                "postSettingsTool",
                                Map.of(
                                        "id",
                                        id,
                                        "settings",
                                        Map.of("who_can_reply_post", "verified"))),
                        fail("postStatusTool", Map.of("ids", List.of(id), "status", "draft")))) {
            assertThat(sentence)
                    .contains(
                            "has failed. postDetailTool tells why.",
                            "retryPostTool",
                            "look at the network, and only if it is not there create it anew");
        }
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isOne();
    }

    @Test
    void a_lost_answer_is_made_up_for_by_the_listing() throws Exception {
        String id = schedule(in(60), "Moved");
        Instant to = in(120);
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST).afterwards());

        move(Map.of("ids", List.of(id), "date", to.toString()));

        assertThat(stored(id).publishDate()).isEqualTo(to);
    }

    @Test
    void a_move_of_unclear_outcome_may_be_repeated_but_not_followed_by_another() throws Exception {
        String id = schedule(in(60), "Moved");
        Map<String, Object> first = Map.of("ids", List.of(id), "date", in(120).toString());
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST));
        assertThat(fail("reschedulePostTool", first)).contains("unknown");

        assertThat(
                        fail(
                                "reschedulePostTool",
                                Map.of("ids", List.of(id), "date", in(180).toString())))
                .contains(
                        "is being changed by reschedulePostTool",
                        "only that same call can be repeated");

        move(first);
        assertThat(stored(id).publishDate()).isEqualTo(in(120));
    }

    @Test
    void wants_to_know_which_posts_and_where_to() throws Exception {
        assertThat(fail("reschedulePostTool", Map.of("shiftMinutes", 5)))
                .contains("Name either ids or an integrationId");
        assertThat(fail("reschedulePostTool", Map.of("ids", List.of("a"))))
                .contains("Say either date or shiftMinutes");
        assertThat(fail("reschedulePostTool", Map.of("integrationId", MASTODON, "shiftMinutes", 5)))
                .contains("No post waits on the channel");
    }

    private String picture() throws Exception {
        return succeed("uploadFromUrlTool", Map.of("url", "https://media.sandbox.example/fox.png"))
                .path("path")
                .asText();
    }

    private JsonNode move(Map<String, Object> arguments) throws Exception {
        return succeed("reschedulePostTool", arguments).path("output");
    }
}
