package org.postizgateway.postiz.outcome;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.outcome.ItemOutcome.Status;
import org.postizgateway.postiz.preflight.CreateRequest;
import org.postizgateway.postiz.preflight.PlannedPost;
import org.postizgateway.postiz.recognition.PostReconciler.Window;
import org.postizgateway.postiz.recognition.StoredComparison;

/**
 * Adds to the outcomes of a call what Postiz stored differently from what was meant: {@link
 * #window} before the posts are listed, once per call, and {@link #compare} after.
 */
public final class StoredCheck {

    private static final String OUTCOMES = "PostizCreateOutcomes";
    private static final String COMPARISON = "PostizStoredComparison";

    private final Clock clock;

    public StoredCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * Sets the headers {@code startDate} and {@code endDate}, or none when this call has created
     * nothing that has not been looked at already.
     *
     * @param outcomes one per request
     */
    public void window(List<CreateOutcome> outcomes, Exchange exchange) {
        StoredComparison comparison = new StoredComparison();
        outcomes.stream()
                .flatMap(outcome -> outcome.items().stream())
                .filter(item -> item.status() == Status.CREATED && !item.repeated())
                .forEach(item -> comparison.add(asRequest(item.post()), item.postId()));
        exchange.setProperty(OUTCOMES, outcomes);
        exchange.setProperty(COMPARISON, comparison);
        Optional<Window> window = comparison.window(clock.instant());
        exchange.getMessage().removeHeaders("*Date");
        window.ifPresent(
                period -> {
                    exchange.getMessage().setHeader("startDate", period.startDate());
                    exchange.getMessage().setHeader("endDate", period.endDate());
                });
    }

    /**
     * @param listing answer of {@code GET /posts}
     * @return the outcomes with what there is to tell
     */
    public List<CreateOutcome> compare(Object listing, Exchange exchange) {
        Map<String, List<String>> notices =
                exchange.getProperty(COMPARISON, StoredComparison.class)
                        .notices(listing, clock.instant());
        return outcomes(exchange).stream().map(outcome -> outcome.noting(notices)).toList();
    }

    private static Map<String, Object> asRequest(PlannedPost post) {
        return new CreateRequest(List.of(post)).body();
    }

    /** The outcomes as they were, for a listing that failed: what is not known is not told. */
    @SuppressWarnings("unchecked")
    public List<CreateOutcome> outcomes(Exchange exchange) {
        return exchange.getProperty(OUTCOMES, List.class);
    }
}
