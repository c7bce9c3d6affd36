package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.Operation;

class EditPostToolTest extends LifeTest {

    @Test
    void another_text_waits_until_it_is_known_what_became_of_the_first() throws Exception {
        String id = schedule(in(60), "Before");
        Map<String, Object> first = Map.of("id", id, "content", "The first");
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST));

        assertThat(fail("editPostTool", first)).contains("is unknown");
        assertThat(fail("editPostTool", Map.of("id", id, "content", "The second")))
                .contains("is being changed by editPostTool", "may yet be carried out and undo");
        succeed("editPostTool", first);

        assertThat(stored(id).content()).contains("The first");
    }

    @Test
    void the_new_text_goes_out_at_the_old_date_with_the_media_and_comments_it_had()
            throws Exception {
        Instant date = in(60);
        String picture = picture("https://media.sandbox.example/fox.png");
        String id =
                create(
                        "schedule",
                        date,
                        List.of(
                                Map.of("content", "Old", "attachments", List.of(picture)),
                                Map.of("content", "Comment")));

        JsonNode output = edit(id, Map.of("content", "New & **bold**"));

        assertThat(output.at("/results/0/status").asText()).isEqualTo("edited");
        assertThat(stored(id).image().toString()).contains(picture);
        assertThat(SANDBOX.posts().all()).hasSize(2);
        SANDBOX.clock().advance(Duration.ofHours(2));
        assertThat(SANDBOX.posts().publications())
                .singleElement()
                .satisfies(
                        out -> {
                            assertThat(out.at()).isEqualTo(date);
                            assertThat(out.content()).contains("New &amp; <strong>bold</strong>");
                        });
    }

    @Test
    void a_draft_stays_one_and_settings_are_merged() throws Exception {
        String id = create("draft", in(60), "Draft");

        edit(id, Map.of("settings", Map.of("who_can_reply_post", "verified")));

        assertThat(stored(id).state()).isEqualTo(PostState.DRAFT);
        assertThat(stored(id).content()).contains("Draft");
        assertThat(stored(id).settings().path("who_can_reply_post").asText()).isEqualTo("verified");
    }

    @Test
    void what_is_wrong_is_told_as_for_a_new_post() throws Exception {
        String id = schedule(in(60), "Short");

        assertThat(fail("editPostTool", Map.of("id", id, "content", "x".repeat(300))))
                .startsWith("Nothing was changed.")
                .contains("1. content has 300", "X allows 280", "take out 20");
        assertThat(
                        fail(
                                "editPostTool",
                                Map.of(
                                        "id",
                                        id,
                                        "comments",
                                        List.of("Fine", "x".repeat(300)),
                                        "attachments",
                                        List.of("fox.pdf"))))
                .contains("comments[1].content has 300", "attachments[0] is not")
                .doesNotContain("postsAndComments", "socialPost", "created");
        assertThat(stored(id).content()).contains("Short");
    }

    @Test
    @AugustPostiz
    void a_post_of_which_not_all_is_known_wants_to_be_told_what_stays() throws Exception {
        String id = schedule(in(60), "Elsewhere");
        jdbc.sql("DELETE FROM ledger_call").update();

        assertThat(fail("editPostTool", Map.of("id", id, "content", "New")))
                .contains("does not list its attachments and comments", "[] for none");

        edit(id, Map.of("content", "New", "attachments", List.of(), "comments", List.of()));
        assertThat(stored(id).content()).contains("New");
    }

    @Test
    void a_comment_that_is_no_text_is_refused() throws Exception {
        String id = create("schedule", in(60), "Post", "Comment");

        assertThat(
                        fail(
                                "editPostTool",
                                Map.of("id", id, "comments", Collections.singletonList(null))))
                .contains("comments[0]");
        assertThat(SANDBOX.posts().all()).anyMatch(post -> post.content().contains("Comment"));
    }

    @Test
    void two_agents_do_not_overwrite_each_other() throws Exception {
        String id = schedule(in(60), "First");
        String version = version(id);
        String next =
                edit(id, Map.of("content", "Second", "version", version))
                        .at("/results/0/version")
                        .asText();

        assertThat(fail("editPostTool", Map.of("id", id, "content", "Third", "version", version)))
                .contains("was changed since you read it");
        assertThat(stored(id).content()).contains("Second");
        edit(id, Map.of("content", "Third", "version", next));
        assertThat(stored(id).content()).contains("Third");
    }

    @Test
    void the_same_edit_once_more_with_the_version_before_it_was_made_already() throws Exception {
        String fox = picture("https://media.sandbox.example/fox.png");
        String id = schedule(in(60), "First");
        Map<String, Object> all =
                Map.of(
                        "content",
                        "Second **text**",
                        "attachments",
                        List.of(fox),
                        "comments",
                        List.of("One", Map.of("content", "Two", "attachments", List.of(fox))),
                        "settings",
                        Map.of("who_can_reply_post", "verified"),
                        "version",
                        version(id));
        String next = edit(id, all).at("/results/0/version").asText();
        int sent = SANDBOX.requests().count(Operation.CREATE_POST);

        JsonNode again = edit(id, all).at("/results/0");

        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(again.path("status").asText()).isEqualTo("edited");
        assertThat(again.path("version").asText()).isEqualTo(next);
        assertThat(again.path("notices").toString()).contains("by the same call");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isEqualTo(sent);

        edit(id, Map.of("content", "Third"));
        Map<String, Object> late = new HashMap<>(all);
        late.put("id", id);
        assertThat(fail("editPostTool", late)).contains("was changed since you read it");
        assertThat(stored(id).content()).contains("Third");
    }

    @Test
    void an_edit_whose_outcome_is_unknown_is_made_again_whatever_its_version() throws Exception {
        String id = schedule(in(60), "First");
        Map<String, Object> edit = Map.of("id", id, "content", "Second", "version", version(id));
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST).afterwards());
        SANDBOX.faults()
                .add(FaultRule.of(Fault.RESET).on(Operation.LIST_POSTS).skipping(1).always());

        assertThat(fail("editPostTool", edit)).contains("is unknown");
        SANDBOX.faults().clear();

        assertThat(stored(id).content()).contains("Second");
        succeed("editPostTool", edit);
        assertThat(stored(id).content()).contains("Second");
    }

    private String version(String id) throws Exception {
        return succeed("postDetailTool", Map.of("id", id)).at("/output/version").asText();
    }

    @Test
    void a_lost_answer_is_made_up_for_by_the_listing() throws Exception {
        String id = schedule(in(60), "Before");
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST).afterwards());

        assertThat(edit(id, Map.of("content", "After")).at("/results/0/status").asText())
                .isEqualTo("edited");
    }

    /** Where no listing tells the media of a post. */
    @Test
    @AugustPostiz
    void media_of_an_edit_that_lost_its_answer_are_not_carried_on_as_they_were_before()
            throws Exception {
        String before = picture("https://media.sandbox.example/fox.png");
        String after = picture("https://media.sandbox.example/owl.png");
        String id =
                create(
                        "schedule",
                        in(60),
                        List.of(Map.of("content", "Same", "attachments", List.of(before))));
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST));

        assertThat(fail("editPostTool", Map.of("id", id, "attachments", List.of(after))))
                .contains("is unknown");
        jdbc.sql("UPDATE ledger_call SET created_at = created_at - INTERVAL '10' MINUTE").update();

        assertThat(fail("editPostTool", Map.of("id", id, "content", "New")))
                .contains("does not list its attachments and comments", "[] for none");
        edit(id, Map.of("content", "New", "attachments", List.of(after), "comments", List.of()));
        assertThat(stored(id).image().toString()).contains(after);
    }

    private String picture(String url) throws Exception {
        return succeed("uploadFromUrlTool", Map.of("url", url)).path("path").asText();
    }

    @Test
    void a_published_post_is_left_alone_and_a_call_without_a_change_is_refused() throws Exception {
        String id = schedule(in(6), "Out");
        assertThat(fail("editPostTool", Map.of("id", id))).contains("say what");

        SANDBOX.clock().advance(Duration.ofMinutes(10));

        assertThat(fail("editPostTool", Map.of("id", id, "content", "New")))
                .contains("is published");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isOne();
    }

    private JsonNode edit(String id, Map<String, Object> changes) throws Exception {
        Map<String, Object> arguments = new HashMap<>(changes);
        arguments.put("id", id);
        return succeed("editPostTool", arguments).path("output");
    }
}
