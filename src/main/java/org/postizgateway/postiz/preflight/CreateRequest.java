package org.postizgateway.postiz.preflight;

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
        body.put("date", PostizDate.format(first.date()));
        body.put("shortLink", first.shortLink());
        body.put("tags", List.of());
        body.put("posts", posts.stream().map(PlannedPost::body).toList());
        return body;
    }

    /** Body of the request as JSON. */
    public String json() {
        return JsonBody.write(body());
    }
}
