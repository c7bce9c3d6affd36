package org.postizgateway.sandbox.state.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.postizgateway.sandbox.state.Conditions;

/**
 * The workflows that publish posts (contract of the newer one, sections 4.2, 5.1): a run reads the
 * date of its post once, when it starts, and everything else when it is due. It looks neither at
 * the state nor at the date again, so that a post whose date was changed behind its back is
 * published at the old one.
 *
 * <p>Needs no thread: whoever looks sees what has happened until then. Not thread-safe.
 */
final class Workflows {

    private static final Duration SWEPT = Duration.ofDays(2);

    /**
     * One run.
     *
     * @param date as read when it started
     * @param began when it started
     * @param attempt 1, or 2 for the one with which a failure turns into a success
     */
    private record Run(String postId, Instant date, Instant began, int attempt) {

        Instant at() {
            return date.isAfter(began) ? date : began;
        }
    }

    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final List<Publication> publications = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private final Publisher publisher;
    private final Conditions conditions;
    private final Clock clock;

    Workflows(Publisher publisher, Conditions conditions, Clock clock) {
        this.publisher = publisher;
        this.conditions = conditions;
        this.clock = clock;
    }

    /** Starts the run of a post, in the place of one that there may be. */
    void start(Post post) {
        if (conditions.getPublishing().startsLost()) {
            return;
        }
        runs.put(post.id(), new Run(post.id(), post.publishDate(), clock.instant(), 1));
    }

    /**
     * Stops the run of a post, if the index by which it is looked for shows it already. One that
     * was started a moment ago goes on.
     */
    void stop(Post post) {
        Run run = runs.get(post.id());
        if (run != null
                && !run.began()
                        .plus(conditions.getPublishing().indexLag())
                        .isAfter(clock.instant())) {
            runs.remove(post.id());
        }
    }

    void clear() {
        runs.clear();
        publications.clear();
        notifications.clear();
    }

    /** What went to the networks, oldest first. */
    List<Publication> publications() {
        return List.copyOf(publications);
    }

    /** What users were told, oldest first. */
    List<Notification> notifications() {
        return List.copyOf(notifications);
    }

    /** Carries out what is due. */
    void proceed(Map<String, Post> posts) {
        if (conditions.isPublisherStopped()) {
            return;
        }
        sweep(posts);
        Instant now = clock.instant();
        Optional<Run> next;
        while ((next = next(now)).isPresent()) {
            Run run = next.get();
            runs.remove(run.postId());
            Post post = posts.get(run.postId());
            if (post != null) {
                posts.put(post.id(), publish(post, run, now));
            }
        }
    }

    private Optional<Run> next(Instant now) {
        return runs.values().stream()
                .filter(run -> !run.at().isAfter(now))
                .min(Comparator.comparing(Run::at));
    }

    /** Every hour, posts of the last two days whose run was lost are started again. */
    private void sweep(Map<String, Post> posts) {
        Instant now = clock.instant();
        for (Post post : posts.values()) {
            Instant sweep =
                    post.publishDate().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            if (post.isRoot()
                    && post.state() == PostState.QUEUE
                    && !runs.containsKey(post.id())
                    && !sweep.isAfter(now)
                    && post.publishDate().plus(SWEPT).isAfter(now)) {
                runs.put(post.id(), new Run(post.id(), sweep, sweep, 1));
            }
        }
    }

    private Post publish(Post post, Run run, Instant now) {
        boolean retried = run.attempt() > 1;
        Publisher.Outcome outcome = publisher.publish(post, retried, now);
        if (outcome.isOut()) {
            publications.add(
                    new Publication(post.id(), post.channelId(), post.content(), run.at()));
        }
        Post after = outcome.post();
        notifications.add(
                new Notification(
                        UUID.randomUUID().toString(),
                        post.organizationId(),
                        outcome.notification(),
                        run.at()));
        Duration flip = conditions.getPublishing().errorFlipsAfter();
        if (!outcome.isOut() && !flip.isZero() && !retried) {
            runs.put(post.id(), new Run(post.id(), run.at().plus(flip), run.at(), 2));
        }
        return after;
    }
}
