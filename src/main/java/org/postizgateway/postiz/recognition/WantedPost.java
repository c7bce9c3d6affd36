package org.postizgateway.postiz.recognition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * A post of a create request, as it should be stored (contract, section 3.5).
 *
 * @param channel id
 * @param due empty for a post to be published at once, which is stored with the minute in which
 *     Postiz gets to it
 * @param shortLinks whether Postiz was asked to shorten links
 * @param content of the post itself, without its thread
 * @param media how many files it has
 */
record WantedPost(
        String channel,
        boolean draft,
        Optional<Instant> due,
        boolean shortLinks,
        String content,
        Words words,
        Map<String, Object> settings,
        boolean repeats,
        int media) {

    /**
     * @param request body of {@code POST /posts}
     * @return its posts, in their order
     */
    static List<WantedPost> of(Map<String, Object> request) {
        return JsonBody.readObjects(request.get("posts")).stream()
                .map(post -> post(request, post))
                .toList();
    }

    private static WantedPost post(Map<String, Object> request, Map<String, Object> post) {
        Map<String, Object> first = JsonBody.readObjects(post.get("value")).get(0);
        String content = Objects.toString(first.get("content"), "");
        Object channel = JsonBody.readObject(post.get("integration")).get("id");
        return new WantedPost(
                Objects.toString(channel, ""),
                "draft".equals(request.get("type")),
                "now".equals(request.get("type")) ? Optional.empty() : Optional.of(date(request)),
                Boolean.TRUE.equals(request.get("shortLink")),
                content,
                Words.of(content),
                post.get("settings") instanceof Map<?, ?>
                        ? JsonBody.readObject(post.get("settings"))
                        : Map.of(),
                request.get("inter") != null,
                first.get("image") instanceof List<?> files ? files.size() : 0);
    }

    private static Instant date(Map<String, Object> request) {
        return PostizDate.parse(Objects.toString(request.get("date"), "")).orElse(Instant.EPOCH);
    }
}
