package org.postizgateway.postiz.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.insight.PlannedDates.Planned;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.PostsById;
import org.postizgateway.postiz.life.listed.FailureNotices;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Margins;
import org.postizgateway.postiz.life.listed.Period;
import org.postizgateway.postiz.preflight.post.Channel;

/**
 * Steps of the route {@code direct:look-at-deliveries}: what became of the posts that the ledger
 * expects to be out, in the words of {@link DeliveryReport} (contract of the newer one, section
 * 5.3). One listing of two days, and as long again as a look may come late; others only for posts
 * that are not in it.
 */
public final class DueDeliveries {

    /** Words for what is worth telling. */
    public static final List<String> FINDINGS =
            Arrays.stream(Fate.values()).filter(Fate::isFinding).map(Fate::word).toList();

    private static final String PROPERTY = "PostizDueDeliveries";
    private static final Duration LATE_LOOK = Duration.ofHours(1);

    private final Clock clock;

    public DueDeliveries(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param wanted those that are looked at, by their ids
     * @param seen what was known of posts before, by their ids
     */
    private record Look(
            Instant now, Map<String, Planned> wanted, Map<String, Map<String, Object>> seen) {}

    /** What is known now of a post. */
    private record Known(String id, ListedPost post, Fate fate, Planned planned) {}

    /**
     * Begins to look.
     *
     * @param exchange its body is a map of {@code records} (of the ledger, newest first; see {@code
     *     PostRecords}) and {@code seen}, for each post that was looked at a map of {@code post},
     *     {@code state}, {@code planned} and {@code due} (ISO 8601) and {@code settled}
     * @return whether any post has to be looked at; if so, sets the headers {@code startDate} and
     *     {@code endDate}
     */
    public boolean begin(Exchange exchange) {
        Map<String, Object> body = JsonBody.readObject(exchange.getMessage().getBody());
        Instant now = clock.instant();
        Map<String, Map<String, Object>> seen = new HashMap<>();
        JsonBody.readObjects(body.get("seen"))
                .forEach(each -> seen.put(String.valueOf(each.get("post")), each));
        Map<String, Planned> wanted = PlannedDates.of(JsonBody.readObjects(body.get("records")));
        wanted.entrySet().removeIf(each -> !isDue(each.getValue(), seen.get(each.getKey()), now));
        exchange.setProperty(PROPERTY, new Look(now, wanted, seen));
        new Period(now.minus(Fate.GIVEN_UP).minus(LATE_LOOK), now).list(exchange);
        return !wanted.isEmpty();
    }

    private static boolean isDue(Planned planned, Map<String, Object> seen, Instant now) {
        if (seen == null || !planned.date().equals(date(seen, "planned"))) {
            return !planned.date().isAfter(now);
        }
        return !Boolean.TRUE.equals(seen.get("settled")) && !date(seen, "due").isAfter(now);
    }

    private static Instant date(Map<String, Object> seen, String field) {
        return Instant.parse(String.valueOf(seen.get(field)));
    }

    /**
     * Sets the exchange properties of {@link PostsById} for those that are not listed.
     *
     * @param exchange its body is the answer of {@code GET /posts}
     */
    public void compare(Exchange exchange) {
        Map<String, ListedPost> listed = ListedPost.of(exchange.getMessage().getBody());
        Map<String, ListedPost> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String id : look(exchange).wanted().keySet()) {
            ListedPost post = listed.get(id);
            if (post == null) {
                missing.add(id);
            } else {
                found.put(id, post);
            }
        }
        exchange.setProperty(PROPERTY + "Listed", found);
        exchange.setProperty(PostsById.IDS, missing);
        exchange.setProperty(PostsById.FOUND, new LinkedHashMap<String, ListedPost>());
        exchange.setProperty(PostsById.MISSING, !missing.isEmpty());
    }

    /**
     * Whether there is something to tell, for which reasons and the state of channels are wanted.
     */
    public boolean hasNews(Exchange exchange) {
        List<ListedPost> failed = new ArrayList<>();
        boolean news = false;
        for (Known known : known(exchange)) {
            if (isNew(known, look(exchange)) && known.fate().isFinding()) {
                news = true;
                if (known.fate() == Fate.FAILED) {
                    failed.add(known.post());
                }
            }
        }
        FailureNotices.begin(failed, exchange);
        return news;
    }

    /**
     * @param exchange its body is the answer of {@code GET /integrations}, or anything else where
     *     nothing is to be told
     * @return for each post about which something is new a map of {@code post}, {@code channel},
     *     {@code state}, {@code planned} and {@code due} (ISO 8601), {@code settled} (it needs to
     *     be looked at no more) and, where somebody wants to know of it, {@code notice}, a map as
     *     the tool tells it
     */
    public List<Map<String, Object>> answer(Exchange exchange) {
        Look look = look(exchange);
        List<Known> news = known(exchange).stream().filter(known -> isNew(known, look)).toList();
        List<Channel> channels =
                news.stream().anyMatch(known -> known.fate().isFinding())
                        ? Channel.listOf(exchange.getMessage().getBody())
                        : List.of();
        FailureNotices notices = FailureNotices.in(exchange);
        return news.stream()
                .map(
                        known -> {
                            Map<String, Object> answer = state(known, look.now());
                            if (known.fate().isFinding()) {
                                answer.put("notice", notice(known, notices, channels));
                            }
                            return answer;
                        })
                .toList();
    }

    private static Map<String, Object> notice(
            Known known, FailureNotices notices, List<Channel> channels) {
        return known.post() == null
                ? Telling.removed(known.id(), known.planned())
                : Telling.listed(known.post(), known.fate(), known.planned(), notices, channels);
    }

    private static Map<String, Object> state(Known known, Instant now) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("post", known.id());
        state.put("channel", known.planned().channel());
        state.put("state", known.fate().word());
        state.put("planned", known.planned().date().toString());
        state.put("due", due(known).toString());
        state.put("settled", isSettled(known, now));
        return state;
    }

    private static Instant due(Known known) {
        return known.post() == null ? known.planned().date() : known.post().date();
    }

    /** One that waits is a repetition, of which the first occurrence was looked at. */
    private static boolean isSettled(Known known, Instant now) {
        return known.fate().isLast()
                || known.fate() == Fate.WAITING
                || !due(known).plus(Fate.GIVEN_UP).isAfter(now);
    }

    private static boolean isNew(Known known, Look look) {
        Map<String, Object> seen = look.seen().get(known.id());
        if (seen == null || !known.planned().date().equals(date(seen, "planned"))) {
            return known.fate().isFinding() || isSettled(known, look.now());
        }
        return !known.fate().word().equals(seen.get("state"))
                || !due(known).equals(date(seen, "due"))
                || isSettled(known, look.now());
    }

    private static List<Known> known(Exchange exchange) {
        Look look = look(exchange);
        Map<?, ?> listed = exchange.getProperty(PROPERTY + "Listed", Map.class);
        List<Known> known = new ArrayList<>();
        look.wanted()
                .forEach(
                        (id, planned) -> {
                            ListedPost post = (ListedPost) listed.get(id);
                            if (post == null) {
                                post = PostsById.in(exchange).get(id);
                            }
                            known.add(
                                    new Known(id, post, fate(post, planned, look.now()), planned));
                        });
        return known;
    }

    /** A failure of a moment ago may yet turn into a success. */
    private static Fate fate(ListedPost post, Planned planned, Instant now) {
        if (post == null) {
            return Fate.REMOVED;
        }
        Fate fate = Telling.fate(post, planned, now);
        return fate == Fate.FAILED && post.date().plus(Margins.FAILURE).isAfter(now)
                ? Fate.PUBLISHING
                : fate;
    }

    private static Look look(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Look.class);
    }
}
