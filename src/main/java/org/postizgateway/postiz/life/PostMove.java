package org.postizgateway.postiz.life;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Margins;
import org.postizgateway.postiz.life.listed.Period;
import org.postizgateway.postiz.life.thread.CarriedThread;
import org.postizgateway.postiz.mapping.PostizDate;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.PublishDate;

/**
 * The tool {@code reschedulePostTool}: posts named by their ids, or all that wait on a channel, get
 * another date. A post that waits is scheduled anew, never updated: its workflow has read the old
 * date and would publish it then.
 */
public final class PostMove {

    private static final Duration AHEAD = Duration.ofDays(366);
    private static final int MOST = 50;
    private static final String SHIFTED =
            "Was moved there at %s by the same shift, so nothing was done now. If it is to be moved on,"
                    + " say allowDuplicate: true.";

    private final PlatformCatalog catalog;
    private final Clock clock;
    private final Duration repeated;

    /**
     * @param repeated for how long the same shift of a post is a repeated call, not another one
     */
    public PostMove(PlatformCatalog catalog, Clock clock, Duration repeated) {
        this.catalog = catalog;
        this.clock = clock;
        this.repeated = repeated;
    }

    /**
     * Sets the headers {@code startDate} and {@code endDate} to where the posts of a channel are.
     *
     * @throws InvalidInputException when it is not said which posts, or where to
     */
    public void ask(Map<String, Object> arguments, Exchange exchange) {
        boolean named = arguments.get("ids") instanceof List<?> ids && !ids.isEmpty();
        if (named == arguments.containsKey("integrationId")) {
            throw new InvalidInputException(
                    "Name either ids or an integrationId, whose waiting posts are all moved.");
        }
        if (named && (arguments.containsKey("from") || arguments.containsKey("to"))) {
            throw new InvalidInputException(
                    "from and to narrow the posts of a channel. Leave them out beside ids, or name an"
                            + " integrationId in place of ids.");
        }
        if (arguments.containsKey("date") == arguments.containsKey("shiftMinutes")) {
            throw new InvalidInputException("Say either date or shiftMinutes.");
        }
        if (!named && arguments.containsKey("date")) {
            throw new InvalidInputException(
                    "All posts of a channel cannot have one date; say shiftMinutes.");
        }
        Period.ahead(arguments, clock.instant(), AHEAD).list(exchange);
    }

    /**
     * Sets the exchange property {@link PostsById#IDS}.
     *
     * @param exchange its body is the answer of {@code GET /posts}
     * @throws InvalidInputException when no post waits on the channel, or too many
     */
    public void waiting(String channel, Exchange exchange) {
        Map<String, ListedPost> listed = ListedPost.of(exchange.getMessage().getBody());
        listed.values().removeIf(post -> !post.channel().equals(channel) || !post.is("QUEUE"));
        if (listed.isEmpty()) {
            throw new InvalidInputException(
                    "No post waits on the channel "
                            + channel
                            + " in that period. Call integrationList for the ids of channels.");
        }
        if (listed.size() > MOST) {
            throw new InvalidInputException(
                    listed.size()
                            + " posts wait there; at most "
                            + MOST
                            + " are moved at once. Narrow the period with from and to.");
        }
        exchange.setProperty(PostsById.IDS, List.copyOf(listed.keySet()));
    }

    /**
     * Sets the exchange properties {@link PostChanges#CHANGES} and, with the posts that an earlier
     * call has shifted already, {@link PostChanges#KNOWN}.
     *
     * @throws InvalidInputException when one of the posts is not there or may not be moved
     */
    public void plan(Map<String, Object> arguments, Exchange exchange) {
        Records records = Records.in(exchange);
        Plan plan = new Plan();
        for (String id : PostsById.ids(exchange)) {
            ListedPost post = PostsById.in(exchange).get(id);
            if (post == null) {
                plan.refuseUnknown(id);
            } else {
                plan(post, arguments, records, plan);
            }
        }
        plan.accept(
                arguments.containsKey("integrationId")
                        ? "Nothing was moved. To move the others, narrow the period with from and to,"
                                + " or name them in ids."
                        : "Nothing was moved.",
                exchange);
    }

    private void plan(ListedPost post, Map<String, Object> arguments, Records records, Plan plan) {
        Instant now = clock.instant();
        Optional<String> earlier = shiftedAt(post, arguments, records, now);
        if (earlier.isPresent()) {
            plan.know(Seen.repeated(post, movedTo(post.date()), SHIFTED.formatted(earlier.get())));
            return;
        }
        Instant to =
                PostizDate.argument(arguments, "date")
                        .orElseGet(() -> post.date().plus(shift(arguments)));
        CarriedThread thread =
                CarriedThread.of(post, records.of(post.id()), catalog.find(post.platform()));
        if (!plan.refuses(
                post,
                Margins.refusal(post, now).or(() -> refusal(post, to, now)).or(thread::refusal))) {
            Change change =
                    move(post, to, thread)
                            .noting(notices(post, to, now))
                            .noting(PostizDate.assumed(arguments.get("date")).stream().toList());
            plan.make(change, arguments, records, now);
        }
    }

    private Optional<String> shiftedAt(
            ListedPost post, Map<String, Object> arguments, Records records, Instant now) {
        return arguments.containsKey("shiftMinutes")
                        && !Boolean.TRUE.equals(arguments.get("allowDuplicate"))
                ? records.shifted(post, shift(arguments), now.minus(repeated))
                : Optional.empty();
    }

    private static String movedTo(Instant date) {
        return "moved to " + PostizDate.format(date);
    }

    /** A draft may have any date, but waits for another one before it can be scheduled. */
    private static List<String> notices(ListedPost post, Instant to, Instant now) {
        return Margins.tooSoon(to, now).filter(reason -> post.is("DRAFT")).stream()
                .map(
                        reason ->
                                "This draft cannot be scheduled as it is: "
                                        + reason
                                        + ". Give it a later one with reschedulePostTool before it is"
                                        + " scheduled; in Postiz itself it may go out at once.")
                .toList();
    }

    private static Change move(ListedPost post, Instant to, CarriedThread thread) {
        boolean draft = post.is("DRAFT");
        Predicate<ListedPost> made =
                after -> after.is(draft ? "DRAFT" : "QUEUE") && Change.isAt(after, to);
        return Change.save(
                post,
                SaveRequest.of(
                        post,
                        draft ? "draft" : "schedule",
                        to,
                        thread.value(post),
                        post.settings()),
                movedTo(to),
                to,
                made);
    }

    private static Optional<String> refusal(ListedPost post, Instant to, Instant now) {
        if (post.is("ERROR")) {
            return Optional.of(Margins.FAILED);
        }
        return PublishDate.tooFar(to, now)
                .or(() -> post.is("DRAFT") ? Optional.empty() : Margins.tooSoon(to, now))
                .map(reason -> "cannot be moved: " + reason + ".");
    }

    private static Duration shift(Map<String, Object> arguments) {
        return Duration.ofMinutes(((Number) arguments.get("shiftMinutes")).longValue());
    }
}
