package org.postizgateway.postiz.preflight;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.postizgateway.postiz.mapping.PostizDate;
import org.postizgateway.postiz.preflight.finding.Findings;
import org.postizgateway.postiz.preflight.post.SocialPost;

/**
 * Decides when a post goes out. Postiz takes a past date and publishes at once (contract, section
 * 6.6); here it is refused, but for a draft and apart from the little that a clock or a slow call
 * may be off. It takes any date to come as well; one that nobody living will see is a slip.
 */
public final class PublishDate {

    private static final String FIELD = "date";

    private static final Duration GRACE = Duration.ofMinutes(2);

    /** How far ahead the date of a post may be that is published at once. */
    private static final Duration AT_ONCE = Duration.ofMinutes(5);

    private static final Duration FARTHEST = Duration.ofDays(36_525);

    private final Instant now;

    PublishDate(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The instant to send; empty after a problem has been found. */
    Optional<Instant> of(SocialPost post, Findings found) {
        if (post.type() == SocialPost.Type.NOW) {
            return atOnce(post, found);
        }
        Optional<Instant> date = PostizDate.parse(post.date());
        if (date.isEmpty()) {
            found.problem(
                    FIELD,
                    post.date().isEmpty()
                            ? "is required, as 2030-01-31T10:00:00Z."
                            : "\""
                                    + shown(post.date())
                                    + "\" is not a date. Write it as 2030-01-31T10:00:00Z, or with an"
                                    + " offset as 2030-01-31T10:00:00+02:00; without either it is"
                                    + " UTC.");
        } else if (date.get().isBefore(now.minus(GRACE)) && post.type() == SocialPost.Type.DRAFT) {
            found.notice(
                    "The date of this draft, "
                            + PostizDate.format(date.get())
                            + ", is in the past. Give it a later one with reschedulePostTool"
                            + " before it is scheduled; in Postiz itself it may go out at once.");
        } else if (date.get().isBefore(now.minus(GRACE))) {
            found.problem(
                    FIELD,
                    PostizDate.format(date.get())
                            + " is in the past; it is "
                            + PostizDate.format(now)
                            + " now. Choose a later date, or type now to publish at once.");
            return Optional.empty();
        }
        PostizDate.assumed(post.date()).ifPresent(found::notice);
        Optional<String> tooFar = date.flatMap(at -> tooFar(at, now));
        tooFar.ifPresent(reason -> found.problem(FIELD, reason + ". Check the year."));
        return tooFar.isPresent() ? Optional.empty() : date;
    }

    /** Why nothing gets a date; empty when it is not too far ahead. */
    public static Optional<String> tooFar(Instant date, Instant now) {
        return date.isAfter(now.plus(FARTHEST))
                ? Optional.of(PostizDate.format(date) + " is more than a hundred years ahead")
                : Optional.empty();
    }

    /** Postiz ignores the date of such a post, and what is published cannot be taken back. */
    private Optional<Instant> atOnce(SocialPost post, Findings found) {
        Optional<Instant> date = PostizDate.parse(post.date());
        if (date.filter(written -> written.isAfter(now.plus(AT_ONCE))).isEmpty()) {
            return Optional.of(now);
        }
        found.problem(
                FIELD,
                PostizDate.format(date.get())
                        + " is in the future, and type now publishes at once; it is "
                        + PostizDate.format(now)
                        + " now. Choose type schedule to publish at that date, or leave the date"
                        + " out to publish at once.");
        return Optional.empty();
    }

    private static String shown(String date) {
        return date.length() > 40 ? date.substring(0, 40) + "…" : date;
    }
}
