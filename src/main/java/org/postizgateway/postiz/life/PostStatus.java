package org.postizgateway.postiz.life;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Margins;
import org.postizgateway.postiz.life.thread.CarriedThread;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.platform.SettingLookup;
import org.postizgateway.postiz.preflight.Examination;
import org.postizgateway.postiz.preflight.finding.Problem;
import org.postizgateway.postiz.preflight.post.PlannedPost;

/**
 * The tool {@code postStatusTool}: scheduled posts become drafts, drafts are scheduled. Postiz
 * checks little of a draft and nothing when it becomes scheduled (contract, section 10), so it is
 * checked here as a new post is: {@link #asSocialPosts} before the questions, {@link #plan} after.
 */
public final class PostStatus {

    /** Exchange property with the {@link Examination} of the drafts; none when there are none. */
    private static final String EXAMINED = "examined";

    private static final String DRAFTS = "PostizDrafts";

    private final PlatformCatalog catalog;
    private final Clock clock;

    public PostStatus(PlatformCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Arguments of {@code schedulePostTool} for the drafts that are to be scheduled.
     *
     * @param status {@code draft} or {@code scheduled}
     */
    public Map<String, Object> asSocialPosts(String status, Exchange exchange) {
        Records records = Records.in(exchange);
        List<ListedPost> drafts =
                status.equals("draft")
                        ? List.of()
                        : PostsById.in(exchange).values().stream()
                                .filter(post -> post.is("DRAFT"))
                                .toList();
        exchange.setProperty(DRAFTS, drafts);
        return StoredCheckup.arguments(
                drafts.stream()
                        .map(
                                post ->
                                        StoredAsNew.of(
                                                post,
                                                thread(post, records),
                                                "schedule",
                                                catalog.find(post.platform())))
                        .toList());
    }

    /** Whether a draft is to be scheduled. */
    public boolean hasDrafts(Exchange exchange) {
        return !drafts(exchange).isEmpty();
    }

    private CarriedThread thread(ListedPost post, Records records) {
        return CarriedThread.of(post, records.of(post.id()), catalog.find(post.platform()));
    }

    /**
     * Sets the exchange property {@link PostChanges#CHANGES}.
     *
     * @param status {@code draft} or {@code scheduled}
     * @throws InvalidInputException when one of the posts is not there or may not be changed
     */
    public void plan(String status, Exchange exchange) {
        Instant now = clock.instant();
        boolean draft = status.equals("draft");
        Records records = Records.in(exchange);
        Plan plan = new Plan();
        for (String id : PostsById.ids(exchange)) {
            ListedPost post = PostsById.in(exchange).get(id);
            if (post == null) {
                plan.refuseUnknown(id);
                continue;
            }
            Change change = draft ? Change.draft(post) : Change.schedule(post);
            plan.refuses(
                    post,
                    Margins.refusal(post, now)
                            .or(() -> records.unsettled(id, change.request(), now))
                            .or(() -> refusal(post, draft, now))
                            .or(() -> unready(post, exchange)));
            if (!draft && post.is("QUEUE")) {
                plan.know(already(post));
            } else {
                // A draft too: its workflow may have been out of reach when it became one.
                plan.make(change.noting(notices(post, exchange)));
            }
        }
        plan.accept("Nothing was changed.", exchange);
    }

    private static Optional<String> refusal(ListedPost post, boolean draft, Instant now) {
        if (post.is("ERROR")) {
            return Optional.of(Margins.FAILED);
        }
        return draft || post.is("QUEUE")
                ? Optional.empty()
                : Margins.tooSoon(post.date(), now)
                        .map(
                                reason ->
                                        "cannot be scheduled: "
                                                + reason
                                                + ". Give it a later date with reschedulePostTool"
                                                + " first.");
    }

    /** What {@code schedulePostTool} would refuse of a draft. */
    private Optional<String> unready(ListedPost post, Exchange exchange) {
        int index = drafts(exchange).indexOf(post);
        if (index < 0) {
            return Optional.empty();
        }
        Examination examined = exchange.getProperty(EXAMINED, Examination.class);
        CarriedThread thread = thread(post, Records.in(exchange));
        List<Problem> problems = StoredCheckup.problems(examined.problems(), index, thread);
        String sentences =
                Stream.concat(
                                problems.stream().map(StoredCheckup::sentence),
                                planned(examined, index).stream()
                                        .flatMap(planned -> misnamed(post, planned)))
                        .collect(Collectors.joining(" "));
        boolean ofChannel =
                problems.stream().anyMatch(problem -> problem.field().equals("integrationId"));
        return sentences.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "cannot be scheduled as it is: "
                                + sentences
                                + (ofChannel ? "" : " Change that with editPostTool first."));
    }

    /** Names that a new post would have ids in place of, which a change of the state does not. */
    private Stream<String> misnamed(ListedPost post, PlannedPost planned) {
        return catalog.find(post.platform()).stream()
                .flatMap(platform -> platform.lookups().stream())
                .map(SettingLookup::setting)
                .filter(setting -> planned.settings().containsKey(setting))
                .filter(
                        setting ->
                                !Objects.toString(planned.settings().get(setting))
                                        .equals(Objects.toString(post.settings().get(setting))))
                .map(
                        setting ->
                                "settings.%s is \"%s\" and must be the id %s."
                                        .formatted(
                                                setting,
                                                post.settings().get(setting),
                                                planned.settings().get(setting)));
    }

    private List<String> notices(ListedPost post, Exchange exchange) {
        int index = drafts(exchange).indexOf(post);
        if (index < 0) {
            return List.of();
        }
        Examination examined = exchange.getProperty(EXAMINED, Examination.class);
        return Stream.concat(
                        planned(examined, index).stream()
                                .flatMap(planned -> planned.notices().stream()),
                        StoredCheckup.notice(post, thread(post, Records.in(exchange))).stream())
                .toList();
    }

    private static Optional<PlannedPost> planned(Examination examined, int index) {
        return examined.planned().stream().filter(post -> post.index() == index).findFirst();
    }

    @SuppressWarnings("unchecked")
    private static List<ListedPost> drafts(Exchange exchange) {
        return exchange.getProperty(DRAFTS, List.class);
    }

    private static Map<String, Object> already(ListedPost post) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", post.id());
        result.put("status", "scheduled");
        result.put("repeated", true);
        return result;
    }
}
