package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.Operation;

/** A model makes several calls at the same moment, also of one post. */
class SimultaneousChangesTest extends LifeTest {

    /** Slow enough for each call to have read the post before another has changed it. */
    @BeforeEach
    void answersTakeTheirTime() {
        slow(Operation.CREATE_POST);
        slow(Operation.LIST_POSTS);
        slow(Operation.LIST_INTEGRATIONS);
    }

    private static void slow(Operation operation) {
        SANDBOX.faults()
                .add(
                        FaultRule.of(Fault.HANG)
                                .on(operation)
                                .pausing(Duration.ofMillis(150))
                                .always());
    }

    @AfterEach
    void noPostIsLockedAnyMore() {
        assertThat(jdbc.sql("SELECT COUNT(*) FROM post_lock").query(Integer.class).single())
                .isZero();
    }

    private JsonNode[] together(
            String one, Map<String, Object> ofOne, String other, Map<String, Object> ofOther)
            throws Exception {
        CompletableFuture<JsonNode> first = CompletableFuture.supplyAsync(() -> made(one, ofOne));
        CompletableFuture<JsonNode> second =
                CompletableFuture.supplyAsync(() -> made(other, ofOther));
        return new JsonNode[] {first.get(), second.get()};
    }

    private JsonNode made(String tool, Map<String, Object> arguments) {
        try {
            return call(tool, arguments);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isRefused(JsonNode answer) {
        return answer.path("isError").asBoolean();
    }

    @Test
    void a_text_and_a_date_are_both_as_they_were_told() throws Exception {
        Instant to = in(240);
        String id = schedule(in(120), "Old words");

        JsonNode[] answers =
                together(
                        "editPostTool",
                        Map.of("id", id, "content", "New words"),
                        "reschedulePostTool",
                        Map.of("ids", List.of(id), "date", to.toString()));

        assertThat(answers).noneMatch(SimultaneousChangesTest::isRefused);
        assertThat(stored(id).content()).contains("New words");
        assertThat(stored(id).publishDate()).isEqualTo(to);
    }

    @Test
    void settings_and_a_text_are_both_as_they_were_told() throws Exception {
        String id = schedule(in(120), "Old words");

        JsonNode[] answers =
                together(
                        "postSettingsTool",
                        Map.of("id", id, "settings", Map.of("who_can_reply_post", "verified")),
                        "editPostTool",
                        Map.of("id", id, "content", "New words"));

        assertThat(answers).noneMatch(SimultaneousChangesTest::isRefused);
        assertThat(stored(id).content()).contains("New words");
        assertThat(stored(id).settings().path("who_can_reply_post").asText()).isEqualTo("verified");
    }

    @Test
    void two_shifts_add_up() throws Exception {
        Instant first = in(120);
        String id = schedule(first, "Shifted");

        together(
                "reschedulePostTool",
                Map.of("ids", List.of(id), "shiftMinutes", 60),
                "reschedulePostTool",
                Map.of("ids", List.of(id), "shiftMinutes", 30));

        assertThat(stored(id).publishDate()).isEqualTo(first.plus(Duration.ofMinutes(90)));
    }

    @Test
    void of_two_edits_of_one_version_one_is_made_and_the_other_told_why_not() throws Exception {
        String id = schedule(in(120), "Old words");
        String version = succeed("postDetailTool", Map.of("id", id)).at("/output/version").asText();

        JsonNode[] answers =
                together(
                        "editPostTool",
                        Map.of("id", id, "content", "Words of one", "version", version),
                        "editPostTool",
                        Map.of("id", id, "content", "Words of another", "version", version));

        assertThat(isRefused(answers[0])).isNotEqualTo(isRefused(answers[1]));
        assertThat((isRefused(answers[0]) ? answers[0] : answers[1]).toString())
                .contains("was changed since you read it");
        assertThat(succeed("postDetailTool", Map.of("id", id)).toString())
                .doesNotContain("not known");
    }

    @Test
    void a_draft_and_a_text_are_both_as_they_were_told() throws Exception {
        String id = schedule(in(120), "Old words");

        JsonNode[] answers =
                together(
                        "postStatusTool",
                        Map.of("ids", List.of(id), "status", "draft"),
                        "editPostTool",
                        Map.of("id", id, "content", "New words"));

        assertThat(answers).noneMatch(SimultaneousChangesTest::isRefused);
        assertThat(stored(id).content()).contains("New words");
        assertThat(stored(id).state()).isEqualTo(PostState.DRAFT);
    }
}
