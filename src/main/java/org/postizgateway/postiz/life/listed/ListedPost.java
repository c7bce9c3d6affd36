package org.postizgateway.postiz.life.listed;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;
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
        for (Map<String, Object> listed :
                JsonBody.readObjects(JsonBody.readObject(listing).get("posts"))) {
            byId.computeIfAbsent(text(listed, "id"), id -> post(listed));
        }
        return byId;
    }

    /**
     * @param listing answer of {@code GET /posts}
     * @return each date at which a post is listed with that post, those of a repetition too
     */
    public static List<Map.Entry<Instant, ListedPost>> occurrences(Object listing) {
        return JsonBody.readObjects(JsonBody.readObject(listing).get("posts")).stream()
                .flatMap(
                        listed ->
                                PostizDate.parse(text(listed, "publishDate")).stream()
                                        .map(date -> Map.entry(date, post(listed))))
                .toList();
    }

    private static ListedPost post(Map<String, Object> listed) {
        Map<?, ?> channel =
                listed.get("integration") instanceof Map<?, ?> integration ? integration : Map.of();
        return new ListedPost(
                text(listed, "id"),
                text(listed, "group"),
                text(channel, "id"),
                text(channel, "name"),
                text(channel, "providerIdentifier"),
                PostizDate.parse(text(listed, "actualDate"))
                        .or(() -> PostizDate.parse(text(listed, "publishDate")))
                        .orElse(Instant.EPOCH),
                text(listed, "state"),
                text(listed, "content"),
                settings(listed.get("settings")),
                listed.get("tags") instanceof List<?> tags ? List.copyOf(tags) : List.of(),
                listed.get("intervalInDays") instanceof Number days
                        ? Optional.of(days.intValue())
                        : Optional.empty(),
                listed.get("attachments") instanceof List<?> files
                        ? Optional.of(JsonBody.readObjects(files))
                        : Optional.empty(),
                text(listed, "releaseURL"),
                text(listed, "error"));
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

    private static Map<String, Object> settings(Object json) {
        try {
            return JsonBody.readObject(json);
        } catch (NotJsonException e) {
            return Map.of();
        }
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.toString(map.get(key), "");
    }
}
