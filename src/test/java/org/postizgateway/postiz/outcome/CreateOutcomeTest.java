package org.postizgateway.postiz.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.outcome.ItemOutcome.Status;
import org.postizgateway.postiz.outcome.PostReconciler.Presence;
import org.postizgateway.postiz.outcome.PostReconciler.Verdict;
import org.postizgateway.postiz.preflight.Channel;
import org.postizgateway.postiz.preflight.CreateRequest;
import org.postizgateway.postiz.preflight.PlannedPost;
import org.postizgateway.postiz.preflight.SocialPost.Item;
import org.postizgateway.postiz.preflight.SocialPost.Type;

class CreateOutcomeTest {

    private static final Verdict FOUND = new Verdict(Presence.FOUND, Optional.of("p1"));
    private static final Verdict ABSENT = new Verdict(Presence.ABSENT, Optional.empty());
    private static final Verdict AMBIGUOUS = new Verdict(Presence.AMBIGUOUS, Optional.empty());

    private final PostizErrors errors = new PostizErrors(Clock.systemUTC());

    @Test
    void is_certain_when_no_connection_came_about() {
        CreateOutcome outcome = after(new ConnectException("refused"));
        assertThat(outcome.unclear()).isFalse();
        assertThat(status(outcome)).isEqualTo(Status.NOT_CREATED);
    }

    @Test
    void takes_a_post_in_the_list_for_created() {
        CreateOutcome outcome = after(new IOException("reset")).reconciled(List.of(FOUND));
        assertThat(status(outcome)).isEqualTo(Status.CREATED);
        assertThat(outcome.items().get(0).postId()).isEqualTo("p1");
    }

    @Test
    void takes_absence_for_not_created_once_postiz_is_done() {
        Exception failed =
                new HttpOperationFailedException("http://h", 500, "", "", new HashMap<>(), "{}");
        assertThat(status(after(failed).reconciled(List.of(ABSENT)))).isEqualTo(Status.NOT_CREATED);
    }

    @Test
    void stays_unknown_while_postiz_may_still_create_it() {
        CreateOutcome lost = after(new IOException("reset"));
        assertThat(lost.mayContinue()).isTrue();
        assertThat(status(lost.reconciled(List.of(ABSENT)))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void stays_unknown_when_the_list_is_ambiguous() {
        assertThat(status(after(new IOException("reset")).reconciled(List.of(AMBIGUOUS))))
                .isEqualTo(Status.UNKNOWN);
    }

    private CreateOutcome after(Exception failure) {
        PlannedPost post =
                new PlannedPost(
                        0,
                        new Channel("c1", "Acme", "x", false),
                        Type.SCHEDULE,
                        Instant.EPOCH,
                        false,
                        List.of(new Item("<p>hi</p>", List.of())),
                        Map.of());
        return CreateOutcome.failed(new CreateRequest(List.of(post)), errors.explain(failure));
    }

    private static Status status(CreateOutcome outcome) {
        return outcome.items().get(0).status();
    }
}
