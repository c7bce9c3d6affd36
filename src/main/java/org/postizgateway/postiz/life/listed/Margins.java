package org.postizgateway.postiz.life.listed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * When a post may be touched (contract of the newer one, sections 4.3 and 5.3): not once it is
 * published, nor while its workflow may be at it.
 */
public final class Margins {

    /** Before it is due: whatever stops or replaces the workflow has to arrive in time. */
    public static final Duration BEFORE = Duration.ofMinutes(5);

    /** After it was due: until then it may be on its way to the network. */
    public static final Duration AFTER = Duration.ofMinutes(90);

    /** After a failure: until then it may yet turn into a success. */
    public static final Duration FAILURE = Duration.ofMinutes(10);

    /** Why a failed post is not changed, and what can be done with it. */
    public static final String FAILED =
            "has failed. postDetailTool tells why. Where that proves that nothing was published,"
                    + " retryPostTool schedules it again, also at a date; otherwise look at the network,"
                    + " and only if it is not there create it anew with schedulePostTool.";

    private Margins() {}

    /** Why a post may not be changed or deleted; empty when nothing speaks against it. */
    public static Optional<String> refusal(ListedPost post, Instant now) {
        if (post.is("PUBLISHED") || !post.address().isEmpty()) {
            return Optional.of(
                    "is published. Nothing in Postiz changes or removes what is on the network; do it"
                            + " there.");
        }
        boolean due = !post.date().isAfter(now.plus(BEFORE));
        boolean past = post.date().plus(AFTER).isBefore(now);
        if (post.is("QUEUE") && due && !past) {
            return Optional.of(
                    "is due at "
                            + PostizDate.format(post.date())
                            + " and may be on its way to the network: from five minutes before that"
                            + " until it is published, has failed or is 90 minutes late it is not"
                            + " touched.");
        }
        if (post.is("ERROR") && post.date().plus(FAILURE).isAfter(now)) {
            return Optional.of(
                    "failed a moment ago, and Postiz may still succeed with it. Try again ten minutes"
                            + " after it was due.");
        }
        return Optional.empty();
    }

    /** Why nothing can be scheduled for a date; empty when nothing speaks against it. */
    public static Optional<String> tooSoon(Instant date, Instant now) {
        return date.isBefore(now.plus(BEFORE))
                ? Optional.of(
                        "the date "
                                + PostizDate.format(date)
                                + " is past or less than five minutes ahead; it is "
                                + PostizDate.format(now)
                                + " now")
                : Optional.empty();
    }
}
