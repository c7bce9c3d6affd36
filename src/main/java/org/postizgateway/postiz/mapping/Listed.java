package org.postizgateway.postiz.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;

/** Reads elements of the answer of {@code GET /posts} (contract, section 3.4). */
public final class Listed {

    private Listed() {}

    /**
     * @param listing answer of {@code GET /posts}
     * @return its elements, of which a repeating post has one per occurrence
     * @throws NotJsonException when it is something else
     */
    public static List<Map<String, Object>> posts(Object listing) {
        return JsonBody.readObjects(JsonBody.readObject(listing).get("posts"));
    }

    /** A member as text; empty when there is none. */
    public static String text(Map<?, ?> element, String key) {
        return Objects.toString(element.get(key), "");
    }

    /** The channel of a post; empty when it names none. */
    public static Map<?, ?> integration(Map<String, Object> post) {
        return post.get("integration") instanceof Map<?, ?> channel ? channel : Map.of();
    }

    /** When a post is due, of a repeating one the first time; 1970 when no date can be read. */
    public static Instant date(Map<String, Object> post) {
        return PostizDate.parse(text(post, "actualDate"))
                .or(() -> PostizDate.parse(text(post, "publishDate")))
                .orElse(Instant.EPOCH);
    }

    /** The settings of a post; empty when they are no JSON object. */
    public static Map<String, Object> settings(Map<String, Object> post) {
        try {
            return JsonBody.readObject(post.get("settings"));
        } catch (NotJsonException e) {
            return Map.of();
        }
    }
}
