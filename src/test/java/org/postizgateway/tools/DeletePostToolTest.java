package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

class DeletePostToolTest extends LifeTest {

    @Test
    void deletes_and_tells_what_it_takes_to_create_them_again() throws Exception {
        Instant date = in(60);
        String id = create("schedule", date, "The post", "A comment");
        String other = schedule(in(90), "Another");

        JsonNode output = delete(List.of(id, other), 2);

        assertThat(SANDBOX.posts().all()).isEmpty();
        assertThat(texts(output.path("results"), "status")).containsExactly("deleted", "deleted");
        JsonNode was = output.at("/results/0/was");
        assertThat(
                        succeed("schedulePostTool", Map.of("socialPost", List.of(was)))
                                .at("/output/0/postId")
                                .asText())
                .isNotEmpty();
        assertThat(SANDBOX.posts().all())
                .extracting(post -> post.content().replaceAll("<[^>]+>", ""))
                .containsExactly("The post", "A comment");
        assertThat(SANDBOX.posts().all().get(0).publishDate()).isEqualTo(date);
    }

    @Test
    void what_comes_back_has_descriptions_and_thumbnails() throws Exception {
        String picture =
                succeed("uploadFromUrlTool", Map.of("url", "https://media.sandbox.example/fox.png"))
                        .path("path")
                        .asText();
        Map<String, Object> file = Map.of("path", picture, "alt", "A fox", "thumbnail", picture);
        String id =
                create(
                        "schedule",
                        in(60),
                        List.of(
                                Map.of("content", "The post", "attachments", List.of(file)),
                                Map.of("content", "A comment", "attachments", List.of(file))));

        JsonNode items = delete(List.of(id), 1).at("/results/0/was/postsAndComments");

        for (JsonNode item : items) {
            assertThat(item.at("/attachments/0/path").asText()).isEqualTo(picture);
            assertThat(item.at("/attachments/0/alt").asText()).isEqualTo("A fox");
            assertThat(item.at("/attachments/0/thumbnail").asText()).isEqualTo(picture);
        }
        assertThat(items).hasSize(2);
    }

    @Test
    void a_failed_post_comes_back_as_a_draft() throws Exception {
        SANDBOX.conditions().setPublishError("Unknown error");
        String id = schedule(in(6), "Failed");
        SANDBOX.clock().advance(Duration.ofMinutes(30));

        JsonNode was = delete(List.of(id), 1).at("/results/0/was");

        assertThat(was.path("type").asText()).isEqualTo("draft");
        succeed("schedulePostTool", Map.of("socialPost", List.of(was)));
    }

    @Test
    void wants_the_number_of_posts_where_nobody_can_be_asked() throws Exception {
        String id = schedule(in(60), "Stays");

        assertThat(fail("deletePostTool", Map.of("ids", List.of(id))))
                .contains("Nothing was deleted yet", "1 post: waiting on", "confirm: 1");
        assertThat(fail("deletePostTool", Map.of("ids", List.of(id), "confirm", 2)))
                .contains("confirm: 1");
        assertThat(SANDBOX.posts().all()).hasSize(1);
    }

    @Test
    void answers_a_repeated_call_as_the_first() throws Exception {
        String id = schedule(in(60), "Goes");
        delete(List.of(id), 1);

        JsonNode again = delete(List.of(id), 1);

        assertThat(again.at("/results/0/status").asText()).isEqualTo("deleted");
        assertThat(again.at("/results/0/repeated").asBoolean()).isTrue();
        assertThat(SANDBOX.requests().count(Operation.DELETE_POST)).isOne();
    }

    @Test
    void touches_no_post_that_is_published_or_due_within_five_minutes() throws Exception {
        String due = schedule(in(4), "Due");
        assertThat(fail("deletePostTool", Map.of("ids", List.of(due), "confirm", 1)))
                .contains("may be on its way to the network");

        SANDBOX.clock().advance(Duration.ofMinutes(5));
        assertThat(fail("deletePostTool", Map.of("ids", List.of(due), "confirm", 1)))
                .contains("is published");
        assertThat(SANDBOX.requests().count(Operation.DELETE_POST)).isZero();
    }

    @Test
    void deletes_none_when_one_of_them_is_none_of_the_caller_s() throws Exception {
        String id = schedule(in(60), "Stays");

        assertThat(fail("deletePostTool", Map.of("ids", List.of(id, "cmsomebodys"), "confirm", 2)))
                .contains("Nothing was deleted.", "cmsomebodys is none of your posts");
        assertThat(SANDBOX.requests().count(Operation.DELETE_POST)).isZero();
    }

    @Test
    void sees_in_the_listing_that_a_lost_answer_was_a_success() throws Exception {
        String id = schedule(in(60), "Goes");
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.DELETE_POST).afterwards());

        assertThat(delete(List.of(id), 1).at("/results/0/status").asText()).isEqualTo("deleted");
    }

    @Test
    void says_that_it_is_not_known_when_a_request_was_lost() throws Exception {
        String id = schedule(in(60), "Stays");
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.DELETE_POST));

        assertThat(fail("deletePostTool", Map.of("ids", List.of(id), "confirm", 1)))
                .contains("unknown");

        SANDBOX.faults().clear();
        assertThat(delete(List.of(id), 1).at("/results/0/status").asText()).isEqualTo("deleted");
    }

    private JsonNode delete(List<String> ids, int confirm) throws Exception {
        return succeed("deletePostTool", Map.of("ids", ids, "confirm", confirm)).path("output");
    }
}
