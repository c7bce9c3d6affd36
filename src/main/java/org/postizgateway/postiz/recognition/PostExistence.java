package org.postizgateway.postiz.recognition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.recognition.PostReconciler.Window;

/**
 * For a route that is asked whether a post that was created is still there: {@link #nearby} before
 * the posts of its day are listed, {@link #answer} after. A post that is not listed there may have
 * been moved by hand, so {@link #anywhere} lets more be listed, which seldom happens.
 */
public final class PostExistence {

    private static final String QUESTION = "PostizExistenceOf";
    static final Duration BACK = Duration.ofDays(62);
    static final Duration AHEAD = Duration.ofDays(366);

    private final Clock clock;

    public PostExistence(Clock clock) {
        this.clock = clock;
    }

    /**
     * Sets the headers {@code startDate} and {@code endDate} to the surroundings of the post.
     *
     * @param exchange its body holds {@code request}, the create with this post alone, and {@code
     *     result}, its {@code {postId, integration}}
     */
    public void nearby(Exchange exchange) {
        Map<String, Object> question = JsonBody.readObject(exchange.getMessage().getBody());
        exchange.setProperty(QUESTION, question);
        Optional<Instant> date = date(question);
        if (date.isPresent()) {
            Duration margin = Duration.ofDays(1);
            list(exchange, date.get().minus(margin), date.get().plus(margin));
        } else {
            anywhere(exchange);
        }
    }

    /** Sets the headers to two months ago and a year from now, or from the date of the post. */
    public void anywhere(Exchange exchange) {
        Instant now = clock.instant();
        Instant date = date(JsonBody.readObject(exchange.getProperty(QUESTION))).orElse(now);
        Instant first = date.isBefore(now) ? date : now;
        Instant last = date.isAfter(now) ? date : now;
        list(exchange, first.minus(BACK), last.plus(AHEAD));
    }

    /**
     * @param exchange its body is the list of posts
     * @return {@code exists}, and of a post that does its {@code state} (DRAFT, QUEUE, PUBLISHED or
     *     ERROR)
     */
    public Map<String, Object> answer(Exchange exchange) {
        String id = id(JsonBody.readObject(exchange.getProperty(QUESTION)));
        Optional<StoredPost> post =
                StoredPost.of(exchange.getMessage().getBody(), clock.instant()).stream()
                        .filter(listed -> listed.id().equals(id))
                        .findFirst();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("exists", post.isPresent());
        post.ifPresent(listed -> answer.put("state", listed.state()));
        return answer;
    }

    /** When it is due, or was created where it was to be published at once and the id tells. */
    private Optional<Instant> date(Map<String, Object> question) {
        Map<String, Object> request = JsonBody.readObject(question.get("request"));
        return WantedPost.of(request)
                .get(0)
                .due()
                .or(() -> CreationTime.of(Map.of("id", id(question)), clock.instant()));
    }

    private static String id(Map<String, Object> question) {
        return Objects.toString(JsonBody.readObject(question.get("result")).get("postId"), "");
    }

    private static void list(Exchange exchange, Instant from, Instant to) {
        Window window = Window.around(from, to);
        exchange.getMessage().setHeader("startDate", window.startDate());
        exchange.getMessage().setHeader("endDate", window.endDate());
    }
}
