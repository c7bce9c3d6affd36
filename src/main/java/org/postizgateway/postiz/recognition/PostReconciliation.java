package org.postizgateway.postiz.recognition;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.recognition.PostReconciler.Verdict;
import org.postizgateway.postiz.recognition.PostReconciler.Window;

/**
 * {@link PostReconciler} for a route that is asked what became of a create: {@link #window} before
 * the posts are listed, {@link #outcome} after.
 */
public final class PostReconciliation {

    private static final String CREATED = "created";
    private static final String NOT_CREATED = "not_created";
    private static final String UNKNOWN = "unknown";
    private static final String QUESTION = "PostizReconciledIntent";

    private final PostReconciler reconciler;
    private final Clock clock;

    public PostReconciliation(PostReconciler reconciler, Clock clock) {
        this.reconciler = reconciler;
        this.clock = clock;
    }

    /**
     * Sets the headers {@code startDate} and {@code endDate}.
     *
     * @param exchange its body holds {@code request}, {@code sentAt} and {@code otherResults}, the
     *     answers to other creates
     */
    public void window(Exchange exchange) {
        Map<String, Object> question = JsonBody.readObject(exchange.getMessage().getBody());
        exchange.setProperty(QUESTION, question);
        Window window = reconciler.window(request(question), sentAt(question), clock.instant());
        exchange.getMessage().setHeader("startDate", window.startDate());
        exchange.getMessage().setHeader("endDate", window.endDate());
    }

    /**
     * @param exchange its body is the list of posts
     * @return {@code outcome} ({@code created}, {@code partly_created}, {@code not_created} or
     *     {@code unknown}); {@code items}, the same per post; and {@code result}, per post {@code
     *     {postId, integration, notices}}, with an empty {@code postId} for one that was not found
     */
    public Map<String, Object> outcome(Exchange exchange) {
        Map<String, Object> question = JsonBody.readObject(exchange.getProperty(QUESTION));
        Map<String, Object> request = request(question);
        List<Verdict> verdicts =
                reconciler.reconcile(
                        request,
                        exchange.getMessage().getBody(),
                        known(question),
                        sentAt(question),
                        clock.instant());
        List<String> items = verdicts.stream().map(PostReconciliation::word).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("outcome", summary(items));
        answer.put("items", items);
        answer.put("result", result(request, verdicts));
        return answer;
    }

    private static String word(Verdict verdict) {
        return switch (verdict.presence()) {
            case FOUND -> CREATED;
            case ABSENT -> NOT_CREATED;
            case AMBIGUOUS -> UNKNOWN;
        };
    }

    private static String summary(List<String> items) {
        if (items.contains(UNKNOWN)) {
            return UNKNOWN;
        }
        List<String> kinds = items.stream().distinct().toList();
        return kinds.size() == 1 ? kinds.get(0) : "partly_created";
    }

    private static List<Map<String, Object>> result(
            Map<String, Object> request, List<Verdict> verdicts) {
        List<Map<String, Object>> posts = JsonBody.readObjects(request.get("posts"));
        List<Map<String, Object>> result = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            Map<String, Object> integration = JsonBody.readObject(posts.get(i).get("integration"));
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("postId", verdicts.get(i).postId().orElse(""));
            item.put("integration", integration.get("id"));
            if (!verdicts.get(i).notices().isEmpty()) {
                item.put("notices", verdicts.get(i).notices());
            }
            result.add(item);
        }
        return result;
    }

    private static Set<String> known(Map<String, Object> question) {
        Set<String> ids = new LinkedHashSet<>();
        if (question.get("otherResults") instanceof List<?> results) {
            JsonBody.readObjects(results)
                    .forEach(post -> ids.add(Objects.toString(post.get("postId"), "")));
        }
        return ids;
    }

    private static Map<String, Object> request(Map<String, Object> question) {
        return JsonBody.readObject(question.get("request"));
    }

    private static Instant sentAt(Map<String, Object> question) {
        return Instant.parse(Objects.toString(question.get("sentAt")));
    }
}
