package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.sandbox.state.post.Post;

/** What becomes of the media of a post and of its comments when one of them is edited. */
class EditedMediaTest extends LifeTest {

    private String fox;
    private String owl;
    private String id;

    @BeforeEach
    void thread() throws Exception {
        fox = picture("https://media.sandbox.example/fox.png");
        owl = picture("https://media.sandbox.example/owl.png");
        id =
                create(
                        "schedule",
                        in(60),
                        List.of(
                                item("e1", Map.of("path", fox, "alt", "first")),
                                item("e2", Map.of("path", fox, "alt", "second")),
                                item("e3", Map.of("path", owl))));
    }

    @Test
    void other_texts_of_comments_leave_each_its_media() throws Exception {
        edit(Map.of("comments", List.of("e2 changed", "e3")));

        assertThat(image("e2 changed")).contains(fox, "second");
        assertThat(image("e3")).contains(owl);
    }

    @Test
    void another_text_of_the_post_leaves_the_descriptions_of_the_comments_pictures()
            throws Exception {
        edit(Map.of("content", "e1 changed"));

        assertThat(image("e1 changed")).contains("first");
        assertThat(image("e2")).contains("second").doesNotContain("first");
    }

    @Test
    void comments_in_another_order_take_their_media_along() throws Exception {
        edit(Map.of("comments", List.of("e3", "e2")));

        assertThat(image("e2")).contains(fox);
        assertThat(image("e3")).contains(owl);
    }

    @Test
    void a_comment_more_leaves_the_others_theirs() throws Exception {
        edit(Map.of("comments", List.of("e2", "e2.5", "e3")));

        assertThat(image("e2")).contains(fox);
        assertThat(image("e2.5")).isEqualTo("[]");
        assertThat(image("e3")).contains(owl);
    }

    @Test
    void a_comment_less_is_told_with_the_media_that_go_with_it() throws Exception {
        JsonNode result = edit(Map.of("comments", List.of("e3")));

        assertThat(result.at("/notices/0").asText()).contains("\"e2\"", "1 attachments are gone");
        assertThat(image("e3")).contains(owl);
    }

    @Test
    void asks_which_media_stay_where_that_is_open() throws Exception {
        assertThat(fail("editPostTool", Map.of("id", id, "comments", List.of("Another"))))
                .contains("has 2 comments and would have 1", "comments[0]", "attachments");
        assertThat(image("e2")).contains(fox);

        edit(
                Map.of(
                        "comments",
                        List.of(Map.of("content", "Another", "attachments", List.of(owl)))));
        assertThat(image("Another")).contains(owl);
    }

    @Test
    void takes_the_media_that_a_comment_names_for_its_own() throws Exception {
        edit(
                Map.of(
                        "comments",
                        List.of(
                                Map.of("content", "e2", "attachments", List.of()),
                                Map.of("content", "e3", "attachments", List.of(fox)))));

        assertThat(image("e2")).isEqualTo("[]");
        assertThat(image("e3")).contains(fox);
    }

    @Test
    void a_picture_can_be_described_anew_and_keeps_its_description_otherwise() throws Exception {
        edit(Map.of("attachments", List.of(Map.of("path", fox, "alt", "A fox"))));
        assertThat(image("e1")).contains("A fox").doesNotContain("first");

        edit(Map.of("attachments", List.of(fox, owl)));
        assertThat(image("e1")).contains("A fox", owl);
    }

    @Test
    void the_details_show_the_media_of_comments_as_an_edit_takes_them() throws Exception {
        JsonNode comments =
                succeed("postDetailTool", Map.of("id", id)).at("/output/thread/comments");
        assertThat(comments.at("/0/attachments/0/path").asText()).isEqualTo(fox);
        assertThat(comments.at("/0/attachments/0/alt").asText()).isEqualTo("second");

        edit(Map.of("comments", List.of(comments.get(0), comments.get(1))));
        assertThat(image("e2")).contains(fox, "second");
    }

    @Test
    @AugustPostiz
    void comments_that_nobody_knows_are_not_replaced_by_texts_alone() throws Exception {
        jdbc.sql("DELETE FROM ledger_call").update();

        assertThat(
                        fail(
                                "editPostTool",
                                Map.of(
                                        "id",
                                        id,
                                        "attachments",
                                        List.of(fox),
                                        "comments",
                                        List.of("e2"))))
                .contains("does not list the media of its comments", "comments[0]");
    }

    private static Map<String, Object> item(String content, Map<String, Object> file) {
        return Map.of("content", content, "attachments", List.of(file));
    }

    private String picture(String url) throws Exception {
        return succeed("uploadFromUrlTool", Map.of("url", url)).path("path").asText();
    }

    private static String image(String text) {
        return SANDBOX.posts().all().stream()
                .filter(post -> post.content().replaceAll("<[^>]+>", "").equals(text))
                .map(Post::image)
                .reduce((first, second) -> second)
                .orElseThrow()
                .toString();
    }

    private JsonNode edit(Map<String, Object> changes) throws Exception {
        Map<String, Object> arguments = new HashMap<>(changes);
        arguments.put("id", id);
        return succeed("editPostTool", arguments).at("/output/results/0");
    }
}
