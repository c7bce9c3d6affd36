package org.postizgateway.postiz.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.outcome.ItemOutcome.Status;
import org.postizgateway.postiz.preflight.post.Channel;
import org.postizgateway.postiz.preflight.post.CreateRequest;
import org.postizgateway.postiz.preflight.post.PlannedPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;

class CreateOutcomeTest {

    private static final Map<String, Object> CREATED = Map.of("postId", "p1");

    private final PostizErrors errors = new PostizErrors(Clock.systemUTC());

    @Test
    void is_certain_when_no_connection_came_about() {
        CreateOutcome outcome = after(new ConnectException("refused"));
        assertThat(status(outcome)).isEqualTo(Status.NOT_CREATED);
    }

    @Test
    void is_unknown_when_the_connection_broke() {
        assertThat(status(after(new IOException("reset")))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void tells_of_a_post_that_postiz_has_not_answered_yet() {
        CreateOutcome outcome =
                outcome(Map.of("outcome", "running", "message", "Postiz has not answered yet."));
        assertThat(outcome.items().get(0).result())
                .containsEntry("status", "running")
                .containsEntry("reason", "Postiz has not answered yet.");
    }

    @Test
    void marks_the_posts_of_an_earlier_identical_call() {
        CreateOutcome outcome =
                outcome(Map.of("outcome", "done", "result", CREATED, "duplicate", true));
        assertThat(outcome.items().get(0).repeated()).isTrue();
    }

    @Test
    void tells_of_a_created_post_what_may_surprise() {
        CreateOutcome outcome = outcome(Map.of("outcome", "done", "result", CREATED));
        assertThat(outcome.items().get(0).result())
                .containsEntry("notices", List.of("The link counts."));
    }

    private static CreateOutcome outcome(Map<String, Object> item) {
        return CreateOutcome.of(request(), List.of(item), Optional.empty());
    }

    private CreateOutcome after(Exception failure) {
        return CreateOutcome.failed(request(), errors.explain(failure));
    }

    private static CreateRequest request() {
        PlannedPost post =
                new PlannedPost(
                        0,
                        new Channel("c1", "Acme", "x", false),
                        Type.SCHEDULE,
                        Instant.EPOCH,
                        false,
                        List.of(new Item("<p>hi</p>", List.of())),
                        Map.of(),
                        List.of("The link counts."));
        return new CreateRequest(List.of(post));
    }

    private static Status status(CreateOutcome outcome) {
        return outcome.items().get(0).status();
    }
}
