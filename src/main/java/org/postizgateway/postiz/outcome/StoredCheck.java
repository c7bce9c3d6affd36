package org.postizgateway.postiz.outcome;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.life.PostsById;
import org.postizgateway.postiz.outcome.ItemOutcome.Status;
import org.postizgateway.postiz.preflight.post.CreateRequest;
import org.postizgateway.postiz.preflight.post.PlannedPost;
import org.postizgateway.postiz.recognition.PostReconciler.Window;
import org.postizgateway.postiz.recognition.StoredComparison;

/**
 * Adds to the outcomes of a call what Postiz stored differently from what was meant, and finds out
 * which posts of earlier calls were deleted since: {@link #window} before the posts are listed,
 * once per call, and {@link #compare} after. Posts that are not listed at their date may have been
 * moved: they are looked for by their ids before {@link #gone}.
 */
public final class StoredCheck {

    private static final String OUTCOMES = "PostizCreateOutcomes";
    private static final String COMPARISON = "PostizStoredComparison";

    private static final String DELETED =
            "An identical call has created it before, as post %s, and that was deleted"
                    + " since. Set allowDuplicate to create it again.";

    private static final String MOVED =
            "It was moved to another date since. postDetailTool shows where it stands now.";

    private final Clock clock;

    public StoredCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * Sets the headers {@code startDate} and {@code endDate}, or none when there is no post to look
     * at.
     *
     * @param outcomes one per request
     */
    public void window(List<CreateOutcome> outcomes, Exchange exchange) {
        StoredComparison comparison = new StoredComparison();
        items(outcomes)
                .filter(item -> item.status() == Status.CREATED)
                .forEach(item -> comparison.add(asRequest(item.post()), item.postId()));
        exchange.setProperty(OUTCOMES, outcomes);
        exchange.setProperty(COMPARISON, comparison);
        exchange.getMessage().removeHeaders("*Date");
        comparison.window(clock.instant()).ifPresent(window -> list(exchange, window));
    }

    /**
     * Leaves to {@link PostsById} the posts of earlier calls that are not listed at their date.
     *
     * @param listing answer of {@code GET /posts}
     * @return the outcomes with what there is to tell
     */
    public List<CreateOutcome> compare(Object listing, Exchange exchange) {
        StoredComparison comparison = comparison(exchange);
        Set<String> earlier =
                items(outcomes(exchange))
                        .filter(ItemOutcome::repeated)
                        .map(ItemOutcome::postId)
                        .collect(Collectors.toSet());
        Map<String, List<String>> notices = comparison.notices(listing, earlier, clock.instant());
        Set<String> missing = new HashSet<>(earlier);
        missing.removeAll(comparison.listed(listing, clock.instant()));
        exchange.setProperty(PostsById.IDS, missing);
        exchange.setProperty(PostsById.MISSING, !missing.isEmpty());
        List<CreateOutcome> noted =
                replacing(
                        exchange,
                        item -> item.noting(notices.getOrDefault(item.postId(), List.of())));
        exchange.setProperty(OUTCOMES, noted);
        return noted;
    }

    /**
     * @return the outcomes, with those whose posts were found nowhere as not created
     */
    public List<CreateOutcome> gone(Exchange exchange) {
        List<String> elsewhere = PostsById.ids(exchange);
        return replacing(
                exchange,
                item -> {
                    if (!elsewhere.contains(item.postId())) {
                        return item;
                    }
                    return PostsById.in(exchange).containsKey(item.postId())
                            ? item.noting(List.of(MOVED))
                            : item.missing(DELETED.formatted(item.postId()));
                });
    }

    /** The outcomes as they were, for a listing that failed: what is not known is not told. */
    @SuppressWarnings("unchecked")
    public List<CreateOutcome> outcomes(Exchange exchange) {
        return exchange.getProperty(OUTCOMES, List.class);
    }

    /**
     * Takes what the look has found, which has an exchange of its own.
     *
     * @param looked body of that exchange, which may be anything when the look failed or was late
     * @return the outcomes, with what there is to tell if the look has ended
     */
    public List<CreateOutcome> told(List<CreateOutcome> outcomes, Object looked) {
        boolean ended =
                looked instanceof List<?> list
                        && list.size() == outcomes.size()
                        && list.stream().allMatch(CreateOutcome.class::isInstance);
        if (!ended) {
            return outcomes;
        }
        return ((List<?>) looked).stream().map(CreateOutcome.class::cast).toList();
    }

    private List<CreateOutcome> replacing(Exchange exchange, UnaryOperator<ItemOutcome> change) {
        return outcomes(exchange).stream().map(outcome -> outcome.replacing(change)).toList();
    }

    private static Stream<ItemOutcome> items(List<CreateOutcome> outcomes) {
        return outcomes.stream().flatMap(outcome -> outcome.items().stream());
    }

    private static StoredComparison comparison(Exchange exchange) {
        return exchange.getProperty(COMPARISON, StoredComparison.class);
    }

    private static Map<String, Object> asRequest(PlannedPost post) {
        return new CreateRequest(List.of(post)).body();
    }

    private static void list(Exchange exchange, Window window) {
        exchange.getMessage().setHeader("startDate", window.startDate());
        exchange.getMessage().setHeader("endDate", window.endDate());
    }
}
