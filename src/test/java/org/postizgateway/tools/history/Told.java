package org.postizgateway.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.state.post.Publication;

/**
 * What a post is as callers were told: of each thing the one that they were told, or the several of
 * which they were told that it is unknown. A change that was made leaves one.
 */
final class Told {

    private final Set<String> texts = new HashSet<>();
    private final Set<Instant> dates = new HashSet<>();

    /** Empty for one that is deleted. */
    private final Set<Optional<PostState>> states = new HashSet<>();

    private boolean published;

    /** What a change comes to, once its outcome is told. */
    interface Change {
        void made();

        void perhaps();
    }

    Told(String text, Instant date) {
        texts.add(text);
        dates.add(date);
        states.add(Optional.of(PostState.QUEUE));
    }

    Change edited(String text) {
        return of(texts, text);
    }

    /** A draft stays one. */
    Change moved(Instant date) {
        return of(dates, date);
    }

    Change become(PostState state) {
        return of(states, Optional.of(state));
    }

    Change deleted() {
        return of(states, Optional.empty());
    }

    Change retried(Instant date) {
        return both(moved(date), become(PostState.QUEUE));
    }

    private static <T> Change of(Set<T> possible, T next) {
        return new Change() {
            @Override
            public void made() {
                possible.clear();
                possible.add(next);
            }

            @Override
            public void perhaps() {
                possible.add(next);
            }
        };
    }

    private static Change both(Change one, Change other) {
        return new Change() {
            @Override
            public void made() {
                one.made();
                other.made();
            }

            @Override
            public void perhaps() {
                one.perhaps();
                other.perhaps();
            }
        };
    }

    /**
     * @param out what the networks got; at most one
     */
    void compare(String after, Optional<Post> post, List<Publication> out, Instant now) {
        if (!out.isEmpty() && !published) {
            publish(after, out.get(0));
        }
        if (published) {
            assertThat(post).as("the published post after %s", after).isPresent();
            return;
        }
        post.filter(row -> row.state() == PostState.ERROR)
                .ifPresent(
                        row -> {
                            assertThat(states)
                                    .as("failed after %s", after)
                                    .containsAnyOf(
                                            Optional.of(PostState.QUEUE),
                                            Optional.of(PostState.ERROR));
                            assertThat(row.publishDate()).isBeforeOrEqualTo(now);
                            states.add(Optional.of(PostState.ERROR));
                        });
        assertThat(states).as("state after %s", after).contains(post.map(Post::state));
        post.ifPresent(
                row -> {
                    assertThat(texts)
                            .as("text after %s", after)
                            .anySatisfy(text -> assertThat(row.content()).contains(text));
                    assertThat(dates).as("date after %s", after).contains(row.publishDate());
                    if (row.state() == PostState.QUEUE) {
                        assertThat(row.publishDate())
                                .as("not published after %s", after)
                                .isAfter(now);
                    }
                });
    }

    private void publish(String after, Publication out) {
        assertThat(states)
                .as("published after %s", after)
                .containsAnyOf(Optional.of(PostState.QUEUE), Optional.of(PostState.ERROR));
        assertThat(texts)
                .as("text that was published after %s", after)
                .anySatisfy(text -> assertThat(out.content()).contains(text));
        assertThat(dates)
                .as("published at %s after %s", out.at(), after)
                .anySatisfy(
                        date -> assertThat(out.at()).isIn(date, date.plus(Duration.ofMinutes(8))));
        published = true;
    }
}
