package org.postizgateway.postiz.life;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.FailureNotices;
import org.postizgateway.postiz.life.listed.FailureReason;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Margins;
import org.postizgateway.postiz.life.listed.Period;
import org.postizgateway.postiz.life.thread.CarriedThread;
import org.postizgateway.postiz.mapping.PostizDate;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.PublishDate;
import org.postizgateway.postiz.preflight.post.Channel;

/**
 * The tool {@code retryPostTool}: posts that failed are scheduled again under their own ids, if the
 * reason proves that nothing was sent (contract of the newer one, sections 4.3 and 5.2). A date
 * some minutes ahead, never {@code now}: a request that arrives late, or a second time, then
 * replaces the run of the first, which has not begun to publish.
 */
public final class PostRetry {

    private static final String TOOL = "retryPostTool";
    private static final Duration PERIOD = Duration.ofDays(2);
    private static final Duration SOONEST = Margins.BEFORE.plusMinutes(2);
    private static final int MOST = 50;

    /** Followed only once it is proven that nothing was published. */
    private static final String ANEW =
            "Retry it in Postiz itself, or create it anew with schedulePostTool.";

    private final PlatformCatalog catalog;
    private final Clock clock;

    public PostRetry(PlatformCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Sets the headers {@code startDate} and {@code endDate} to the period whose failed posts are
     * meant when none is named.
     *
     * @throws InvalidInputException when the arguments contradict each other
     */
    public void ask(Map<String, Object> arguments, Exchange exchange) {
        if (arguments.containsKey("ids")
                && (arguments.containsKey("from")
                        || arguments.containsKey("to")
                        || arguments.containsKey("integrationId"))) {
            throw new InvalidInputException(
                    "Name either ids, or a period and a channel whose failed posts are meant.");
        }
        PostizDate.argument(arguments, "date")
                .flatMap(
                        date ->
                                Margins.tooSoon(date, clock.instant())
                                        .or(() -> PublishDate.tooFar(date, clock.instant())))
                .ifPresent(
                        reason -> {
                            throw new InvalidInputException("Nothing was retried: " + reason + ".");
                        });
        Period.of(arguments, clock.instant(), PERIOD).list(exchange);
    }

    /**
     * Sets the exchange property {@code postIds} and what {@link PostsById} finds to the failed
     * posts of a listing.
     *
     * @param arguments may name a channel
     * @param exchange its body is the answer of {@code GET /posts}
     * @throws InvalidInputException when there is none, or there are too many
     */
    public void failed(Map<String, Object> arguments, Exchange exchange) {
        Map<String, ListedPost> listed = ListedPost.of(exchange.getMessage().getBody());
        Object channel = arguments.get("integrationId");
        listed.values().removeIf(post -> !post.is("ERROR"));
        listed.values().removeIf(post -> channel != null && !post.channel().equals(channel));
        if (listed.isEmpty()) {
            throw new InvalidInputException(
                    "No post%s has failed in that period. deliveryReportTool tells what became of the posts of a period."
                            .formatted(
                                    channel == null
                                            ? ""
                                            : " of the channel "
                                                    + channel
                                                    + " (integrationList has the ids)"));
        }
        if (listed.size() > MOST) {
            throw new InvalidInputException(
                    "%d posts failed there; at most %d are retried at once. Narrow the period."
                            .formatted(listed.size(), MOST));
        }
        exchange.setProperty(PostsById.IDS, List.copyOf(listed.keySet()));
    }

    /** Begins to look for reasons that the listing does not tell. */
    public void beginReasons(Exchange exchange) {
        FailureNotices.begin(PostsById.in(exchange).values(), exchange);
    }

    /**
     * Sets the exchange property {@link PostChanges#CHANGES}, and what is told of posts that are
     * not retried.
     *
     * @param exchange its body is the answer of {@code GET /integrations}
     * @throws InvalidInputException when one of the posts is not there
     */
    public void plan(Map<String, Object> arguments, Exchange exchange) {
        Instant now = clock.instant();
        Records records = Records.in(exchange);
        List<Channel> channels = Channel.listOf(exchange.getMessage().getBody());
        FailureNotices notices = FailureNotices.in(exchange);
        Plan plan = new Plan();
        for (String id : PostsById.ids(exchange)) {
            ListedPost post = PostsById.in(exchange).get(id);
            if (post == null) {
                plan.refuseUnknown(id);
                continue;
            }
            Instant to =
                    PostizDate.argument(arguments, "date")
                            .orElseGet(() -> soonest(records.of(id), now));
            CarriedThread thread =
                    CarriedThread.of(post, records.of(id), catalog.find(post.platform()));
            if (wasRetried(post, records.of(id))) {
                plan.know(told(post, "scheduled for " + post.due(), "repeated", true));
                continue;
            }
            Optional<String> refusal =
                    notFailed(post)
                            .or(() -> Margins.refusal(post, now))
                            .or(() -> doubt(post, notices))
                            .or(() -> unreachable(post, channels))
                            .or(() -> thread.refusal(ANEW))
                            .or(
                                    () ->
                                            records.unsettled(
                                                    id, retry(post, to, thread).request(), now));
            refusal.ifPresentOrElse(
                    reason -> plan.know(told(post, "unchanged", "reason", "It " + reason)),
                    () ->
                            plan.make(
                                    retry(post, to, thread)
                                            .noting(
                                                    PostizDate.assumed(arguments.get("date"))
                                                            .stream()
                                                            .toList())));
        }
        plan.accept("Nothing was retried.", exchange);
    }

    private static Change retry(ListedPost post, Instant to, CarriedThread thread) {
        return Change.save(
                post,
                SaveRequest.of(post, "schedule", to, thread.value(post), post.settings()),
                "scheduled for " + PostizDate.format(to),
                to,
                after -> after.is("QUEUE") && Change.isAt(after, to));
    }

    /** The date of a retry whose outcome is not known is kept: the same call is made again. */
    private static Instant soonest(List<Map<String, Object>> records, Instant now) {
        return records.stream()
                .filter(record -> TOOL.equals(record.get("tool")))
                .filter(record -> List.of("RUNNING", "UNKNOWN").contains(record.get("state")))
                .flatMap(record -> Records.date(record).stream())
                .filter(date -> Margins.tooSoon(date, now).isEmpty())
                .findFirst()
                .orElseGet(() -> now.plus(SOONEST).truncatedTo(ChronoUnit.MINUTES));
    }

    private static boolean wasRetried(ListedPost post, List<Map<String, Object>> records) {
        return post.is("QUEUE")
                && !records.isEmpty()
                && TOOL.equals(records.get(0).get("tool"))
                && Records.date(records.get(0)).filter(date -> Change.isAt(post, date)).isPresent();
    }

    private static Optional<String> notFailed(ListedPost post) {
        return post.is("ERROR")
                ? Optional.empty()
                : Optional.of("has not failed: it is " + post.described() + ".");
    }

    private static Optional<String> doubt(ListedPost post, FailureNotices notices) {
        Optional<String> reason = notices.reason(post);
        if (reason.isEmpty()) {
            return Optional.of(
                    "failed for a reason that this Postiz does not tell, so that it may have been"
                            + " published. Look at the network; create it anew with schedulePostTool"
                            + " only if it is not there.");
        }
        FailureReason proof = FailureReason.of(reason.get());
        return proof.mayBeOut()
                ? Optional.of("failed with \"%s\". %s".formatted(reason.get(), proof.sentence()))
                : Optional.empty();
    }

    private static Optional<String> unreachable(ListedPost post, List<Channel> channels) {
        return channels.stream()
                        .anyMatch(each -> each.id().equals(post.channel()) && !each.disabled())
                ? Optional.empty()
                : Optional.of(
                        "would fail again: its channel is disabled or gone. Enable or connect it in"
                                + " Postiz first.");
    }

    private static Map<String, Object> told(
            ListedPost post, String status, String field, Object value) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", post.id());
        told.put("status", status);
        told.put("channel", post.channelName());
        told.put(field, value);
        return told;
    }
}
