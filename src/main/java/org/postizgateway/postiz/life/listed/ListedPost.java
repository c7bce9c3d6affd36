package org.postizgateway.postiz.life.listed;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.mapping.Listed;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * A post as {@code GET /posts} lists it (contract, section 3.4).
 *
 * @param group ties it to its comments, and is another one after each change of its text
 * @param date of its first occurrence
 * @param state DRAFT, QUEUE, PUBLISHED or ERROR
 * @param content HTML of the post itself; its comments are in no listing
 * @param interval days after which it repeats; empty when it does not
 * @param media of the post itself; empty where this Postiz does not list them
 * @param address on the network; empty until it is published
 * @param error why it failed; empty where Postiz does not say
 */
public record ListedPost(
        String id,
        String group,
        String channel,
        String channelName,
        String platform,
        Instant date,
        String state,
        String content,
        Map<String, Object> settings,
        List<Object> tags,
        Optional<Integer> interval,
        Optional<List<Map<String, Object>>> media,
        String address,
        String error) {

    private static final Map<String, String> IN_WORDS =
            Map.of(
                    "QUEUE",
                    "waiting",
                    "DRAFT",
                    "draft",
                    "PUBLISHED",
                    "published",
                    "ERROR",
                    "failed");

    /**
     * @param listing answer of {@code GET /posts}
     * @return by id; repeating ones, which are listed once per occurrence, once
     */
    public static Map<String, ListedPost> of(Object listing) {
        Map<String, ListedPost> byId = new LinkedHashMap<>();
        for (Map<String, Object> listed : Listed.posts(listing)) {
            byId.computeIfAbsent(Listed.text(listed, "id"), id -> post(listed));
        }
        return byId;
    }

    /**
     * @param listing answer of {@code GET /posts}
     * @return each date at which a post is listed with that post, those of a repetition too
     */
    public static List<Map.Entry<Instant, ListedPost>> occurrences(Object listing) {
        return Listed.posts(listing).stream()
                .flatMap(
                        listed ->
                                PostizDate.parse(Listed.text(listed, "publishDate")).stream()
                                        .map(date -> Map.entry(date, post(listed))))
                .toList();
    }

    private static ListedPost post(Map<String, Object> listed) {
        Map<?, ?> channel = Listed.integration(listed);
        return new ListedPost(
                Listed.text(listed, "id"),
                Listed.text(listed, "group"),
                Listed.text(channel, "id"),
                Listed.text(channel, "name"),
                Listed.text(channel, "providerIdentifier"),
                Listed.date(listed),
                Listed.text(listed, "state"),
                Listed.text(listed, "content"),
                Listed.settings(listed),
                listed.get("tags") instanceof List<?> tags ? List.copyOf(tags) : List.of(),
                listed.get("intervalInDays") instanceof Number days
                        ? Optional.of(days.intValue())
                        : Optional.empty(),
                listed.get("attachments") instanceof List<?> files
                        ? Optional.of(JsonBody.readObjects(files))
                        : Optional.empty(),
                Listed.text(listed, "releaseURL"),
                Listed.text(listed, "error"));
    }

    /** Whether it is in this state. */
    public boolean is(String wanted) {
        return state.equals(wanted);
    }

    /** Channel, date and state in words, for a person. */
    public String described() {
        String word = IN_WORDS.getOrDefault(state, state.toLowerCase(Locale.ROOT));
        return "%s on %s, %s".formatted(word, channelName, due());
    }

    /** Its date as Postiz writes it. */
    public String due() {
        return PostizDate.format(date);
    }
}
