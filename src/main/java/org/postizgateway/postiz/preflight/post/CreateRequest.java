package org.postizgateway.postiz.preflight.post;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * One {@code POST /posts}: posts that share type, date and short-link choice.
 *
 * @param posts at least one, in the order in which Postiz answers
 */
public record CreateRequest(List<PlannedPost> posts) {

    /** Body of the request as maps and lists. */
    public Map<String, Object> body() {
        PlannedPost first = posts.get(0);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", first.type().wire());
        body.put("date", PostizDate.format(date(first)));
        body.put("shortLink", first.shortLink());
        body.put("tags", List.of());
        body.put("posts", posts.stream().map(PlannedPost::body).toList());
        return body;
    }

    /**
     * Postiz wants a date and ignores it for posts to be published at once. Theirs is a fixed one,
     * so that the same call makes the same request whenever it comes.
     */
    private static Instant date(PlannedPost post) {
        return post.type() == SocialPost.Type.NOW ? Instant.EPOCH : post.date();
    }

    /** Body of the request as JSON. */
    public String json() {
        return JsonBody.write(body());
    }
}
