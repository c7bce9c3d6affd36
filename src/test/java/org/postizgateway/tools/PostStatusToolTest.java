package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.Operation;

class PostStatusToolTest extends LifeTest {

    private static final String INSTAGRAM = "cmsbinstagram000000000007";
    private static final String LINKEDIN = "cmsblinkedin0000000000003";

    @Test
    void a_draft_that_is_made_one_by_a_lost_request_may_become_one_later() throws Exception {
        String id = create("draft", in(60), "A draft");
        Map<String, Object> draft = Map.of("ids", List.of(id), "status", "draft");
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.POST_STATUS));

        assertThat(fail("postStatusTool", draft)).contains("is unknown");
        assertThat(fail("postStatusTool", Map.of("ids", List.of(id), "status", "scheduled")))
                .contains("is being changed by postStatusTool");
        succeed("postStatusTool", draft);
    }

    @Test
    void a_post_that_was_scheduled_a_moment_ago_is_not_published_once_it_is_a_draft()
            throws Exception {
        String id = schedule(in(60), "Not yet");

        assertThat(set("draft", id).at("/results/0/status").asText()).isEqualTo("draft");

        SANDBOX.clock().advance(Duration.ofHours(2));
        assertThat(SANDBOX.posts().publications()).isEmpty();
        assertThat(stored(id).state()).isEqualTo(PostState.DRAFT);
    }

    @Test
    void a_post_of_which_Postiz_ended_while_it_became_a_draft_is_not_published() throws Exception {
        String id = schedule(in(60), "Not yet");
        SANDBOX.faults().add(FaultRule.of(Fault.DIE).on(Operation.POST_STATUS));

        assertThat(set("draft", id).at("/results/0/status").asText()).isEqualTo("draft");

        SANDBOX.clock().advance(Duration.ofHours(2));
        assertThat(SANDBOX.posts().publications()).isEmpty();
    }

    @Test
    void a_draft_whose_second_request_has_no_answer_is_none_yet() throws Exception {
        String id = schedule(in(60), "Perhaps");
        SANDBOX.faults()
                .add(FaultRule.of(Fault.RESET).on(Operation.POST_STATUS).afterwards().always());

        assertThat(fail("postStatusTool", Map.of("ids", List.of(id), "status", "draft")))
                .contains("is unknown: Whether it will still be published is open", "Repeat");
        assertThat(stored(id).state()).isEqualTo(PostState.DRAFT);
    }

    @Test
    void a_draft_is_scheduled_for_its_date() throws Exception {
        String id = create("draft", in(60), "Now it may");

        assertThat(set("scheduled", id).at("/results/0/status").asText()).isEqualTo("scheduled");
        assertThat(set("scheduled", id).at("/results/0/repeated").asBoolean()).isTrue();

        SANDBOX.clock().advance(Duration.ofHours(2));
        assertThat(SANDBOX.posts().publications()).hasSize(1);
    }

    @Test
    void a_draft_whose_date_is_past_is_not_published_at_once() throws Exception {
        String id = create("draft", in(6), "Late");
        SANDBOX.clock().advance(Duration.ofMinutes(10));

        assertThat(fail("postStatusTool", Map.of("ids", List.of(id), "status", "scheduled")))
                .contains("Nothing was changed.", "cannot be scheduled", "reschedulePostTool");
        assertThat(SANDBOX.posts().publications()).isEmpty();
    }

    @Test
    void a_draft_that_could_not_be_published_is_not_scheduled_and_told_why() throws Exception {
        Map<String, String> reasons =
                Map.of(
                        draft(X, List.of(item("No setting")), Map.of()),
                        "settings.who_can_reply_post is required",
                        draft(
                                X,
                                List.of(item("x".repeat(300))),
                                Map.of("who_can_reply_post", "everyone")),
                        "postsAndComments[0].content has 300 characters as X counts them, X allows 280",
                        draft(INSTAGRAM, List.of(item("No picture")), Map.of("post_type", "post")),
                        "postsAndComments[0].attachments must be",
                        draft(LINKEDIN, List.of(item("y".repeat(3001))), Map.of()),
                        "LinkedIn allows 3000",
                        draft(DISCORD, List.of(item("Nowhere")), Map.of("channel", "nope")),
                        "settings.channel is not one that Discord lists",
                        draft(DISCORD, List.of(item("By name")), Map.of("channel", "news")),
                        "settings.channel is \"news\" and must be the id 222");

        String refused =
                fail(
                        "postStatusTool",
                        Map.of("ids", List.copyOf(reasons.keySet()), "status", "scheduled"));

        assertThat(refused).startsWith("Nothing was changed.").contains("editPostTool");
        reasons.forEach(
                (id, reason) ->
                        assertThat(refused.lines().filter(line -> line.contains(id)))
                                .singleElement()
                                .asString()
                                .contains("cannot be scheduled as it is", reason));
        assertThat(SANDBOX.requests().count(Operation.POST_STATUS)).isZero();
    }

    @Test
    void a_draft_on_a_disabled_channel_is_not_scheduled() throws Exception {
        String id = createdElsewhere("draft", DISABLED, "{}");

        assertThat(fail("postStatusTool", Map.of("ids", List.of(id), "status", "scheduled")))
                .contains("is a channel that is disabled in Postiz", "Have it enabled")
                .doesNotContain("editPostTool");
        assertThat(stored(id).state()).isEqualTo(PostState.DRAFT);
    }

    @Test
    @AugustPostiz
    void what_nobody_knows_of_a_draft_keeps_it_from_nothing_and_is_told() throws Exception {
        String id = createdElsewhere("draft", INSTAGRAM, "{\"post_type\":\"post\"}");

        assertThat(set("scheduled", id).at("/results/0/notices/0").asText())
                .contains("not all of its media and comments could be checked");
    }

    @Test
    void a_published_post_is_not_queued_again() throws Exception {
        String id = schedule(in(6), "Out");
        SANDBOX.clock().advance(Duration.ofMinutes(10));

        assertThat(fail("postStatusTool", Map.of("ids", List.of(id), "status", "scheduled")))
                .contains("is published");
        assertThat(SANDBOX.requests().count(Operation.POST_STATUS)).isZero();
    }

    @Test
    void a_lost_answer_is_made_up_for_by_the_listing() throws Exception {
        String id = create("draft", in(60), "Draft");
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.POST_STATUS).afterwards());

        assertThat(set("scheduled", id).at("/results/0/status").asText()).isEqualTo("scheduled");
    }

    private JsonNode set(String status, String id) throws Exception {
        return succeed("postStatusTool", Map.of("ids", List.of(id), "status", status))
                .path("output");
    }
}
