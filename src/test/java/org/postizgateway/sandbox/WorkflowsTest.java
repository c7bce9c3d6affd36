package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.Json;
import org.postizgateway.sandbox.state.Publishing;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.state.post.Publication;

/** The traps of publishing: what a change reaches, and what it does not. */
class WorkflowsTest {

    @AutoClose private final PostizSandbox sandbox = new PostizSandbox(SandboxSettings.forTests());

    private final Instant due =
            Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);
    private SandboxClient client;
    private String channel;
    private String id;

    @BeforeEach
    void schedule() throws Exception {
        sandbox.start();
        client = new SandboxClient(sandbox);
        channel = sandbox.organization(DefaultOrganizations.KEY).channelOn("mastodon").id();
        id = save("schedule", due, "", Map.of("content", "first", "image", List.of()));
    }

    @Test
    void text_is_read_when_the_post_is_due_and_the_date_when_it_was_scheduled() throws Exception {
        String group = group();

        save(
                "update",
                due.plus(3, ChronoUnit.HOURS),
                group,
                Map.of("id", id, "content", "second", "image", List.of()));

        assertThat(group()).isNotEqualTo(group);
        sandbox.clock().advance(Duration.ofHours(3));
        assertThat(sandbox.posts().publications())
                .singleElement()
                .satisfies(
                        out -> {
                            assertThat(out.content()).contains("second");
                            assertThat(out.at()).isEqualTo(due);
                        });
    }

    @Test
    void scheduling_again_replaces_the_run() throws Exception {
        save(
                "schedule",
                due.plus(3, ChronoUnit.HOURS),
                group(),
                Map.of("id", id, "content", "first", "image", List.of()));

        sandbox.clock().advance(Duration.ofHours(4));
        assertThat(sandbox.posts().publications()).isEmpty();
        sandbox.clock().advance(Duration.ofHours(4));
        assertThat(sandbox.posts().publications())
                .extracting(Publication::at)
                .containsExactly(due.plus(3, ChronoUnit.HOURS));
    }

    @Test
    void a_run_that_the_index_does_not_show_yet_publishes_a_draft() throws Exception {
        status("draft");

        sandbox.clock().advance(Duration.ofHours(3));

        assertThat(sandbox.posts().publications()).hasSize(1);
    }

    @Test
    void stopped_again_once_the_index_shows_it_nothing_is_published() throws Exception {
        status("draft");
        sandbox.clock().advance(Duration.ofSeconds(10));
        status("draft");

        sandbox.clock().advance(Duration.ofHours(3));

        assertThat(sandbox.posts().publications()).isEmpty();
        assertThat(state()).isEqualTo(PostState.DRAFT);
    }

    @Test
    void a_published_post_that_is_scheduled_again_is_published_twice() throws Exception {
        sandbox.clock().advance(Duration.ofHours(3));
        status("schedule");

        sandbox.clock().advance(Duration.ofMinutes(1));

        assertThat(sandbox.posts().publications()).hasSize(2);
    }

    @Test
    void comments_that_are_not_sent_again_are_gone_with_the_group() throws Exception {
        String thread =
                save(
                        "schedule",
                        due,
                        "",
                        Map.of("content", "post", "image", List.of()),
                        Map.of("content", "comment", "image", List.of()));
        String group = sandbox.posts().find(thread).orElseThrow().group();
        assertThat(sandbox.posts().all()).hasSize(3);

        save("update", due, group, Map.of("id", thread, "content", "post", "image", List.of()));

        assertThat(sandbox.posts().all()).hasSize(2);
    }

    @Test
    void a_failure_can_turn_into_a_success_and_a_comment_can_fail_below_a_post_that_is_out() {
        sandbox.conditions().setPublishError("Unknown error");
        sandbox.conditions()
                .setPublishing(Publishing.STANDARD.flippingAfter(Duration.ofMinutes(5)));
        sandbox.clock().advance(Duration.ofMinutes(121));
        assertThat(state()).isEqualTo(PostState.ERROR);

        sandbox.clock().advance(Duration.ofMinutes(5));

        assertThat(state()).isEqualTo(PostState.PUBLISHED);
        assertThat(sandbox.posts().publications()).hasSize(1);
    }

    @Test
    void a_comment_that_fails_marks_the_post_that_is_out() {
        sandbox.conditions().setPublishing(new Publishing(null, false, null, true));

        sandbox.clock().advance(Duration.ofHours(3));

        assertThat(state()).isEqualTo(PostState.ERROR);
        assertThat(sandbox.posts().publications()).hasSize(1);
        assertThat(sandbox.posts().find(id).orElseThrow().releaseUrl()).isPresent();
    }

    @Test
    void a_run_that_was_lost_is_made_up_for_by_the_sweep() throws Exception {
        sandbox.conditions().setPublishing(new Publishing(null, true, null, false));
        String lost = save("schedule", due, "", Map.of("content", "lost", "image", List.of()));

        sandbox.clock().advance(Duration.ofMinutes(200));

        assertThat(sandbox.posts().publications())
                .filteredOn(out -> out.postId().equals(lost))
                .singleElement()
                .satisfies(out -> assertThat(out.at()).isAfter(due));
    }

    @Test
    void users_are_told_what_became_of_it() throws Exception {
        sandbox.clock().advance(Duration.ofHours(3));

        JsonNode told = Json.mapper().readTree(client.get("/public/v1/notifications").body());

        assertThat(told.path("total").asInt()).isOne();
        assertThat(told.at("/notifications/0/content").asText())
                .startsWith("Your post has been published on mastodon at https://");
    }

    private PostState state() {
        return sandbox.posts().find(id).orElseThrow().state();
    }

    private String group() {
        return sandbox.posts().find(id).orElseThrow().group();
    }

    private void status(String status) throws Exception {
        assertThat(
                        client.put(
                                        "/public/v1/posts/" + id + "/status",
                                        "{\"status\":\"" + status + "\"}")
                                .statusCode())
                .isEqualTo(200);
    }

    private String save(String type, Instant date, String group, Object... items) throws Exception {
        Map<String, Object> post =
                Map.of(
                        "integration",
                        Map.of("id", channel),
                        "value",
                        List.of(items),
                        "group",
                        group,
                        "settings",
                        Map.of());
        String body =
                Json.write(
                        Map.of(
                                "type",
                                type,
                                "date",
                                date.toString(),
                                "shortLink",
                                false,
                                "tags",
                                List.of(),
                                "posts",
                                List.of(post)));
        return Json.mapper()
                .readTree(client.post("/public/v1/posts", body).body())
                .at("/0/postId")
                .asText();
    }
}
