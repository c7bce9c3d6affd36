package org.postizgateway.postiz.life;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * Finds posts of the caller by their ids. Postiz tells a caller of its posts by their dates alone,
 * and checks no id that it is sent (contract of the newer one, section 4.1): so only ids that were
 * found here are ever sent.
 */
public final class PostsById {

    /** Exchange property with the ids, a collection of texts. */
    public static final String IDS = "postIds";

    /** Exchange property with what was found, a map of {@link ListedPost} by id. */
    public static final String FOUND = "PostizFoundPosts";

    /** Exchange property: whether some are still to be found. */
    public static final String MISSING = "PostizMissesPosts";

    private static final Duration BACK = Duration.ofDays(62);
    private static final Duration AHEAD = Duration.ofDays(366);
    private static final Duration FAR = Duration.ofDays(3653);

    /** What is said of an id that is in no list. */
    static final String UNKNOWN =
            "is none of your posts of the last ten years and the next, nor one that this gateway is"
                    + " known to have given a later date. It may have been deleted.";

    private final Clock clock;

    public PostsById(Clock clock) {
        this.clock = clock;
    }

    /** Sets the headers {@code startDate} and {@code endDate} to the period of most posts. */
    public void around(Exchange exchange) {
        exchange.setProperty(FOUND, new LinkedHashMap<String, ListedPost>());
        list(exchange, now().minus(BACK), now().plus(AHEAD));
    }

    /** The same for the ten years before that. */
    public void before(Exchange exchange) {
        list(exchange, now().minus(FAR), now().minus(BACK));
    }

    /** The same for what follows until ten years from now. */
    public void after(Exchange exchange) {
        list(exchange, now().plus(AHEAD), now().plus(FAR));
    }

    /**
     * The same for what was given a date after that through this gateway, and may have been moved
     * from there by hand. Without knowing where, a Postiz would have to list whatever repeats for a
     * hundred years.
     *
     * @param records of the ledger about the posts, newest first, by id
     */
    public void later(Map<String, Object> records, Exchange exchange) {
        Instant far = now().plus(FAR);
        List<Instant> dates =
                ids(exchange).stream()
                        .filter(id -> !in(exchange).containsKey(id))
                        .flatMap(id -> JsonBody.readObjects(records.get(id)).stream())
                        .flatMap(record -> Records.date(record).stream())
                        .filter(date -> date.plus(AHEAD).isAfter(far))
                        .sorted()
                        .toList();
        exchange.setProperty(MISSING, !dates.isEmpty());
        if (!dates.isEmpty()) {
            Instant last = dates.get(dates.size() - 1);
            list(exchange, dates.get(0).minus(BACK), last.plus(AHEAD));
        }
    }

    /**
     * Keeps the posts that are wanted.
     *
     * @param exchange its body is the answer of {@code GET /posts}
     */
    public void found(Exchange exchange) {
        Map<String, ListedPost> found = in(exchange);
        Map<String, ListedPost> listed = ListedPost.of(exchange.getMessage().getBody());
        ids(exchange).stream()
                .filter(listed::containsKey)
                .forEach(id -> found.put(id, listed.get(id)));
        exchange.setProperty(MISSING, found.size() < ids(exchange).size());
    }

    /** The ids that were asked for, each once. */
    public static List<String> ids(Exchange exchange) {
        Object ids = exchange.getProperty(IDS);
        return ids instanceof Collection<?> list
                ? list.stream().map(String::valueOf).distinct().toList()
                : List.of(String.valueOf(ids));
    }

    /** What was found. */
    @SuppressWarnings("unchecked")
    public static Map<String, ListedPost> in(Exchange exchange) {
        return exchange.getProperty(FOUND, Map.class);
    }

    /**
     * The post that was asked for.
     *
     * @throws InvalidInputException when the caller has none with this id
     */
    public static ListedPost only(Exchange exchange) {
        String id = ids(exchange).get(0);
        ListedPost post = in(exchange).get(id);
        if (post == null) {
            throw new InvalidInputException(
                    "id "
                            + id
                            + " "
                            + UNKNOWN
                            + " Call postsListTool for the ids of posts; comments have none.");
        }
        return post;
    }

    private Instant now() {
        return clock.instant();
    }

    private static void list(Exchange exchange, Instant from, Instant to) {
        exchange.getMessage().setHeader("startDate", PostizDate.format(from));
        exchange.getMessage().setHeader("endDate", PostizDate.format(to));
    }
}
