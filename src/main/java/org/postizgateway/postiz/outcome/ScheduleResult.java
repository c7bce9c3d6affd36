package org.postizgateway.postiz.outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.failure.IncompleteAnswerException;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizFailure;
import org.postizgateway.postiz.failure.PostizFailure.Kind;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.outcome.ItemOutcome.Status;
import org.postizgateway.postiz.preflight.post.CreateRequest;
import org.postizgateway.postiz.preflight.post.SchedulePlan;

/**
 * Collects what became of the requests of one call of {@code schedulePostTool} and makes the tool's
 * result of it: per post, in the caller's order, whatever the requests were. The route keeps the
 * request in the exchange property {@value #REQUEST} while it is made.
 */
public final class ScheduleResult {

    /** Exchange property with the {@link CreateRequest} that is being made. */
    public static final String REQUEST = "PostizCreateRequest";

    /** Exchange property with the {@link SchedulePlan} of the call. */
    public static final String PLAN = "PostizSchedulePlan";

    private static final String ITEMS = "PostizItems";
    private static final String SENT_ITEMS = "PostizSentItems";

    private final PostizErrors errors;
    private final BiConsumer<String, String> ended;

    /**
     * @param ended is told of each post: its network, and {@code created}, {@code repeated}, {@code
     *     not_created}, {@code running} or {@code unknown}
     */
    public ScheduleResult(PostizErrors errors, BiConsumer<String, String> ended) {
        this.errors = errors;
        this.ended = ended;
    }

    /**
     * Postiz's answer, if it names every post of the request (contract, section 3.5: it may answer
     * with an empty list although some were stored).
     *
     * @throws IncompleteAnswerException otherwise
     */
    public Object requireAll(Exchange exchange) {
        Object answer = exchange.getMessage().getBody();
        int sent =
                exchange.getProperty(SENT_ITEMS, request(exchange).posts().size(), Integer.class);
        if (JsonBody.readObjects(answer).size() != sent) {
            throw new IncompleteAnswerException();
        }
        return answer;
    }

    /** The outcome of a request whose posts exist. */
    public CreateOutcome created(Exchange exchange) {
        return CreateOutcome.of(
                request(exchange), items(exchange), RateBudget.of(exchange.getMessage()));
    }

    /** The outcome of a request that ended in an exception, for {@code doCatch}. */
    public CreateOutcome failed(Exchange exchange) {
        List<Map<String, Object>> items = items(exchange);
        return items.isEmpty()
                ? CreateOutcome.failed(request(exchange), errors.failure(exchange))
                : CreateOutcome.of(request(exchange), items, Optional.empty());
    }

    /**
     * Sets the tool's result as body. Unless every post was created it is an error that names each
     * post, {@code {"output": {"errors": sentence, "results": […]}}}.
     *
     * @param outcomes one per request
     */
    public void finish(List<CreateOutcome> outcomes, Exchange exchange) {
        List<ItemOutcome> items = new ArrayList<>();
        outcomes.forEach(outcome -> items.addAll(outcome.items()));
        items.forEach(item -> ended.accept(item.post().channel().platform(), code(item)));
        items.sort(Comparator.comparingInt(item -> item.position().index()));
        Map<String, Object> body = new LinkedHashMap<>();
        if (items.stream().allMatch(item -> item.status() == Status.CREATED)) {
            body.put("output", items.stream().map(ItemOutcome::result).toList());
        } else {
            BatchReport report = new BatchReport(items);
            exchange.setProperty(PostizErrors.ERROR, report.sentence());
            refuseForNow(exchange, outcomes);
            body.put("output", Map.of("errors", report.sentence(), "results", report.results()));
        }
        outcomes.stream()
                .flatMap(outcome -> outcome.budget().stream())
                .min(Comparator.comparingInt(RateBudget::remaining))
                .ifPresent(budget -> body.put("rateLimit", budget.result()));
        List<String> notices = exchange.getProperty(PLAN, SchedulePlan.class).notices();
        if (!notices.isEmpty()) {
            body.put("notices", notices);
        }
        exchange.getMessage().setBody(body);
    }

    private static String code(ItemOutcome item) {
        return item.repeated() ? "repeated" : item.status().name().toLowerCase(Locale.ROOT);
    }

    /** Where nothing was sent because the caller asks for too much. */
    private static void refuseForNow(Exchange exchange, List<CreateOutcome> outcomes) {
        List<PostizFailure> failures =
                outcomes.stream().flatMap(outcome -> outcome.failure().stream()).toList();
        if (failures.size() == outcomes.size()
                && failures.stream().allMatch(f -> f.kind() == Kind.QUOTA_EXCEEDED)) {
            PostizErrors.refusedForNow(exchange, failures.get(0));
        }
    }

    /** What the ledger says of each post; empty when the request never came there. */
    private static List<Map<String, Object>> items(Exchange exchange) {
        Object items = exchange.getProperty(ITEMS);
        return items == null ? List.of() : JsonBody.readObjects(items);
    }

    private static CreateRequest request(Exchange exchange) {
        return exchange.getProperty(REQUEST, CreateRequest.class);
    }
}
