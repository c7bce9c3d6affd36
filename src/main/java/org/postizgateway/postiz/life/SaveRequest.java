package org.postizgateway.postiz.life;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.mapping.PostizDate;

/** Body of {@code POST /posts} that stores a post anew under its id. */
final class SaveRequest {

    private static final String TAG = "__type";

    private SaveRequest() {}

    /**
     * Postiz overwrites or drops whatever of the post is not sent again, the repetition and the
     * tags included, and its comments unless its group is named (contract of the newer one, 4.1).
     *
     * @param type {@code schedule}, {@code draft}, {@code update} or {@code now}
     * @param value the post with its id, then its comments
     */
    static Map<String, Object> of(
            ListedPost post,
            String type,
            Instant date,
            List<Map<String, Object>> value,
            Map<String, Object> settings) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("date", PostizDate.format(date));
        body.put("shortLink", false);
        body.put("tags", post.tags().stream().map(SaveRequest::tag).toList());
        post.interval().ifPresent(days -> body.put("inter", days));
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("integration", Map.of("id", post.channel()));
        element.put("value", value);
        element.put("group", post.group());
        Map<String, Object> wanted = new LinkedHashMap<>(settings);
        wanted.remove(TAG);
        element.put("settings", wanted);
        if (type.equals("draft")) {
            element.put("type", type);
        }
        body.put("posts", List.of(element));
        return body;
    }

    private static Map<String, Object> tag(Object listed) {
        Object tag = listed instanceof Map<?, ?> map ? map.get("tag") : null;
        String name = tag instanceof Map<?, ?> map ? Objects.toString(map.get("name"), "") : "";
        return Map.of("value", name, "label", name);
    }
}
