package org.postizgateway.postiz.outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * Finds out from Postiz's list of posts whether a create whose answer was lost has taken effect
 * (contract, section 6.1). Compares channel, time, state and text; the text only by its words,
 * because Postiz stores it sanitised and with short links.
 */
public final class PostReconciler {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** By this much some self-hosted images shift dates (contract, section 6.6). */
    private static final Duration SHIFT = Duration.ofHours(1);

    private static final Duration MARGIN = SHIFT.plus(MINUTE).plus(MINUTE);

    /** Whether a post is in the list. */
    public enum Presence {
        FOUND,
        ABSENT,
        /** Something is there that may be it: same channel and text, an hour off. */
        AMBIGUOUS
    }

    /**
     * @param postId empty unless found
     */
    public record Verdict(Presence presence, Optional<String> postId) {}

    /** Period in which to list posts; both ends as Postiz takes them. */
    public record Window(String startDate, String endDate) {}

    /**
     * The period in which the posts of a request are listed, if they exist.
     *
     * @param request body of the create
     * @param sentAt when it was sent
     * @param now when the list is asked for
     */
    public Window window(Map<String, Object> request, Instant sentAt, Instant now) {
        Instant from = isNow(request) ? sentAt : date(request);
        Instant to = isNow(request) ? now : from;
        return new Window(
                PostizDate.format(from.minus(MARGIN)), PostizDate.format(to.plus(MARGIN)));
    }

    /**
     * @param request body of the create
     * @param listed answer of {@code GET /posts} for the {@link #window}
     * @param known ids of posts that are known to come from other creates
     * @return one verdict per post of the request, in its order
     */
    public List<Verdict> reconcile(
            Map<String, Object> request,
            Object listed,
            Set<String> known,
            Instant sentAt,
            Instant now) {
        List<Map<String, Object>> candidates =
                JsonBody.readObjects(JsonBody.readObject(listed).get("posts"));
        Set<String> taken = new HashSet<>(known);
        List<Verdict> verdicts = new ArrayList<>();
        for (Map<String, Object> post : JsonBody.readObjects(request.get("posts"))) {
            Verdict verdict = verdict(request, post, candidates, taken, sentAt, now);
            verdict.postId().ifPresent(taken::add);
            verdicts.add(verdict);
        }
        return verdicts;
    }

    private static Verdict verdict(
            Map<String, Object> request,
            Map<String, Object> post,
            List<Map<String, Object>> candidates,
            Set<String> taken,
            Instant sentAt,
            Instant now) {
        List<Map<String, Object>> alike =
                candidates.stream()
                        .filter(listed -> !taken.contains(text(listed, "id")))
                        .filter(listed -> isAlike(request, post, listed))
                        .toList();
        Optional<String> id =
                alike.stream()
                        .filter(listed -> isDue(request, date(listed, "publishDate"), sentAt, now))
                        .map(listed -> text(listed, "id"))
                        .findFirst();
        if (id.isPresent()) {
            return new Verdict(Presence.FOUND, id);
        }
        boolean shifted =
                alike.stream()
                        .map(listed -> date(listed, "publishDate"))
                        .anyMatch(
                                date ->
                                        isDue(request, date.plus(SHIFT), sentAt, now)
                                                || isDue(request, date.minus(SHIFT), sentAt, now));
        return new Verdict(shifted ? Presence.AMBIGUOUS : Presence.ABSENT, Optional.empty());
    }

    private static boolean isAlike(
            Map<String, Object> request, Map<String, Object> post, Map<String, Object> listed) {
        boolean draft = "draft".equals(request.get("type"));
        boolean shortLink = Boolean.TRUE.equals(request.get("shortLink"));
        String content = text(JsonBody.readObjects(post.get("value")).get(0), "content");
        return id(post).equals(id(listed))
                && draft == "DRAFT".equals(listed.get("state"))
                && words(content, shortLink).equals(words(text(listed, "content"), shortLink));
    }

    private static boolean isDue(
            Map<String, Object> request, Instant stored, Instant sentAt, Instant now) {
        if (isNow(request)) {
            return !stored.isBefore(sentAt.truncatedTo(ChronoUnit.MINUTES).minus(MINUTE))
                    && !stored.isAfter(now.plus(MINUTE));
        }
        return Duration.between(date(request), stored).abs().compareTo(MINUTE) < 0;
    }

    private static String words(String content, boolean shortLink) {
        String text = Jsoup.parseBodyFragment(content).body().text();
        return shortLink ? text.replaceAll("https?://\\S+", "URL") : text;
    }

    private static boolean isNow(Map<String, Object> request) {
        return "now".equals(request.get("type"));
    }

    private static Instant date(Map<String, Object> request) {
        return date(request, "date");
    }

    private static Instant date(Map<String, Object> map, String key) {
        return PostizDate.parse(text(map, key)).orElse(Instant.EPOCH);
    }

    private static String id(Map<String, Object> post) {
        return post.get("integration") instanceof Map<?, ?> integration
                ? Objects.toString(integration.get("id"), "")
                : "";
    }

    private static String text(Map<String, Object> map, String key) {
        return Objects.toString(map.get(key), "");
    }
}
