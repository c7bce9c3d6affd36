package org.postizgateway.postiz.preflight.post;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;

/**
 * Packs posts into as few requests as possible, because Postiz rations requests and not posts
 * (contract, section 3.3), none of them larger than Postiz reads (section 3.1).
 */
public final class RequestPlanner {

    /** Bytes of posts in one body. Postiz stops at 102,400; the rest is for what is around them. */
    public static final int MAX_BYTES = 100_000;

    private RequestPlanner() {}

    /** The requests that create the posts; those of one type and time share bodies. */
    public static List<CreateRequest> plan(List<PlannedPost> posts) {
        Map<Group, List<PlannedPost>> groups = new LinkedHashMap<>();
        for (PlannedPost post : posts) {
            Group group = new Group(post.type(), post.date(), post.shortLink());
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(post);
        }
        List<CreateRequest> requests = new ArrayList<>();
        groups.values().forEach(group -> requests.addAll(split(group)));
        return List.copyOf(requests);
    }

    /** Bytes of a post inside a body, with the comma after it. */
    public static int bytes(PlannedPost post) {
        return JsonBody.write(post.body()).getBytes(StandardCharsets.UTF_8).length + 1;
    }

    private static List<CreateRequest> split(List<PlannedPost> posts) {
        List<CreateRequest> requests = new ArrayList<>();
        List<PlannedPost> current = new ArrayList<>();
        int size = 0;
        for (PlannedPost post : posts) {
            int bytes = bytes(post);
            if (size + bytes > MAX_BYTES && !current.isEmpty()) {
                requests.add(new CreateRequest(List.copyOf(current)));
                current.clear();
                size = 0;
            }
            current.add(post);
            size += bytes;
        }
        requests.add(new CreateRequest(List.copyOf(current)));
        return requests;
    }

    private record Group(Type type, Instant date, boolean shortLink) {}
}
