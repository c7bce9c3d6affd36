package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.test.context.TestPropertySource;

/** What becomes of calls that arrive more than once within the hour. */
@TestPropertySource(properties = "ledger.repeat-window=1h")
class RepeatedCallsTest extends ToolRouteTest {

    private static final Instant DUE =
            Instant.now().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.MINUTES);

    private String post(String type, String content) throws Exception {
        JsonNode answer = succeed("schedulePostTool", postRequest(type, content));
        return answer.at("/output/0/postId").asText();
    }

    private static Map<String, Object> postRequest(String type, String content) {
        return Map.of(
                "socialPost",
                List.of(
                        Map.of(
                                "integrationId",
                                X,
                                "type",
                                type,
                                "date",
                                type.equals("now") ? "" : DUE.toString(),
                                "postsAndComments",
                                List.of(Map.of("content", content)),
                                "settings",
                                List.of(
                                        Map.of(
                                                "key", "who_can_reply_post",
                                                "value", "everyone")))));
    }

    @Test
    void a_post_that_was_deleted_is_created_again_as_its_deletion_says() throws Exception {
        String id = post("schedule", "Deleted");
        JsonNode deleted =
                succeed("deletePostTool", Map.of("ids", List.of(id), "confirm", 1))
                        .at("/output/results/0");
        List<JsonNode> was = List.of(deleted.path("was"));

        assertThat(deleted.at("/notices/0").asText()).contains("allowDuplicate: true");
        assertThat(fail("schedulePostTool", Map.of("socialPost", was)))
                .contains("was deleted since");
        succeed("schedulePostTool", Map.of("socialPost", was, "allowDuplicate", true));

        assertThat(SANDBOX.posts().all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "schedule", "now"})
    void the_same_post_is_created_once(String type) throws Exception {
        String first = post(type, "The same " + type);
        JsonNode again = succeed("schedulePostTool", postRequest(type, "The same " + type));

        assertThat(again.at("/output/0/postId").asText()).isEqualTo(first);
        assertThat(again.at("/output/0/repeated").asBoolean()).isTrue();
        assertThat(post(type, "Another " + type)).isNotEqualTo(first);
    }

    private JsonNode repeated(String content) throws Exception {
        JsonNode again =
                succeed("schedulePostTool", postRequest("schedule", content)).at("/output/0");
        assertThat(again.path("repeated").asBoolean()).isTrue();
        return again;
    }

    @Test
    void a_repeated_answer_tells_where_the_post_stands_now() throws Exception {
        String moved = post("schedule", "To be moved");
        succeed(
                "reschedulePostTool",
                Map.of("ids", List.of(moved), "date", DUE.plus(Duration.ofHours(25)).toString()));
        String parked = post("schedule", "To be a draft");
        succeed("postStatusTool", Map.of("ids", List.of(parked), "status", "draft"));
        post("schedule", "As it was");

        assertThat(repeated("To be moved").at("/notices/0").asText())
                .contains("was moved", "postDetailTool");
        assertThat(repeated("To be a draft").at("/notices/0").asText())
                .contains("is a draft in Postiz now", "postStatusTool");
        assertThat(repeated("As it was").has("notices")).isFalse();
    }

    @Test
    void the_same_change_is_made_to_another_post_and_after_another_change() throws Exception {
        for (String id : List.of(post("schedule", "One"), post("schedule", "Two"))) {
            change(id, "verified");
            change(id, "following");
            change(id, "verified");

            assertThat(SANDBOX.posts().find(id).orElseThrow().settings().toString())
                    .contains("verified");
        }
    }

    @Test
    void a_post_that_was_moved_by_years_is_not_taken_for_a_deleted_one() throws Exception {
        String first = post("schedule", "Moved");
        succeed(
                "reschedulePostTool",
                Map.of("ids", List.of(first), "date", "2028-02-01T10:00:00Z"));

        JsonNode again = succeed("schedulePostTool", postRequest("schedule", "Moved"));

        assertThat(again.at("/output/0/postId").asText()).isEqualTo(first);
        assertThat(again.at("/output/0/repeated").asBoolean()).isTrue();
    }

    private void change(String id, String who) throws Exception {
        succeed(
                "postSettingsTool",
                Map.of("id", id, "settings", Map.of("who_can_reply_post", who)));
    }

    private JsonNode move(Map<String, Object> arguments) throws Exception {
        return succeed("reschedulePostTool", arguments).path("output");
    }

    private static Instant dateOf(String id) {
        return SANDBOX.posts().find(id).orElseThrow().publishDate();
    }

    @Test
    void the_same_shift_again_moves_a_post_once_unless_it_is_meant() throws Exception {
        String id = post("schedule", "Once");
        Map<String, Object> shift = Map.of("ids", List.of(id), "shiftMinutes", 120);

        move(shift);
        JsonNode again = move(shift).at("/results/0");
        JsonNode ofChannel = move(Map.of("integrationId", X, "shiftMinutes", 120));

        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(again.at("/notices/0").asText()).contains("by the same shift", "allowDuplicate");
        assertThat(ofChannel.at("/results/0/repeated").asBoolean()).isTrue();
        assertThat(dateOf(id)).isEqualTo(DUE.plusSeconds(7200));

        move(Map.of("ids", List.of(id), "shiftMinutes", 120, "allowDuplicate", true));
        assertThat(dateOf(id)).isEqualTo(DUE.plusSeconds(14400));
    }

    @Test
    void a_shift_there_and_back_and_there_again_is_no_repetition() throws Exception {
        String id = post("schedule", "To and fro");

        for (int minutes : List.of(60, -60, 60)) {
            assertThat(
                            move(Map.of("ids", List.of(id), "shiftMinutes", minutes))
                                    .at("/results/0")
                                    .has("repeated"))
                    .isFalse();
        }
        assertThat(dateOf(id)).isEqualTo(DUE.plusSeconds(3600));
    }

    @Test
    void a_shift_is_no_repetition_once_another_call_has_moved_the_post() throws Exception {
        String id = post("schedule", "By shift and by date");
        Map<String, Object> shift = Map.of("ids", List.of(id), "shiftMinutes", 60);

        move(shift);
        move(Map.of("ids", List.of(id), "date", DUE.plusSeconds(7200).toString()));
        move(Map.of("ids", List.of(id), "date", DUE.plusSeconds(3600).toString()));
        succeed("editPostTool", Map.of("id", id, "content", "Other words"));

        assertThat(move(shift).at("/results/0").has("repeated")).isFalse();
        assertThat(dateOf(id)).isEqualTo(DUE.plusSeconds(7200));
        succeed("editPostTool", Map.of("id", id, "content", "Yet other words"));
        assertThat(move(shift).at("/results/0").has("repeated")).isTrue();
    }

    @Test
    void a_shift_whose_answer_was_lost_and_that_came_through_is_not_made_twice() throws Exception {
        String id = post("schedule", "Lost");
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST).afterwards());
        SANDBOX.faults()
                .add(
                        FaultRule.of(Fault.BAD_GATEWAY)
                                .on(Operation.LIST_POSTS)
                                .skipping(1)
                                .times(100));

        assertThat(fail("reschedulePostTool", Map.of("ids", List.of(id), "shiftMinutes", 60)))
                .contains("is unknown");
        SANDBOX.faults().clear();
        jdbc.sql("UPDATE ledger_call SET created_at = created_at - INTERVAL '6' MINUTE").update();

        assertThat(
                        move(Map.of("ids", List.of(id), "shiftMinutes", 60))
                                .at("/results/0/repeated")
                                .asBoolean())
                .isTrue();
        assertThat(dateOf(id)).isEqualTo(DUE.plusSeconds(3600));
    }
}
