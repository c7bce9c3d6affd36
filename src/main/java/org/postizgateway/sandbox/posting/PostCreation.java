package org.postizgateway.sandbox.posting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.state.post.Posts;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** {@code POST /posts}: the checks in the order of contract section 3.5, then the writing. */
public final class PostCreation {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final PostRequestShape shape;
    private final PostChecks checks;
    private final PostWriter writer;
    private final Posts posts;
    private final PastDates pastDates;

    public PostCreation(
            PostRequestShape shape,
            PostChecks checks,
            PostWriter writer,
            Posts posts,
            PastDates pastDates) {
        this.pastDates = pastDates;
        this.shape = shape;
        this.checks = checks;
        this.writer = writer;
        this.posts = posts;
    }

    /**
     * Creates the posts of a request: {@code [{postId, integration}]}. All or none, but for a date
     * in the past: that is seen when its post's turn comes.
     *
     * @param untilEnd how many posts are stored before the process ends
     */
    public ArrayNode create(JsonNode body, Organization organization, int untilEnd) {
        List<Channel> channels = channels(body, organization);
        List<String> complaints = shape.complaints(body, channels);
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(complaints);
        }
        List<NewPost> wanted = PostRequest.posts(body, channels);
        wanted.forEach(this::check);
        if (!body.path("republish").asBoolean()) {
            wanted.forEach(this::refuseRepublication);
        }
        ArrayNode created = JavaScriptJson.array();
        for (NewPost post : wanted) {
            if (created.size() >= untilEnd) {
                throw ApiFailure.internal();
            }
            pastDates
                    .refusal(post.type(), post.date())
                    .ifPresent(
                            text -> {
                                throw ApiFailure.nest(400, text);
                            });
            created.addObject()
                    .put("postId", writer.write(post, organization))
                    .put("integration", post.channel().id());
        }
        return created;
    }

    private static List<Channel> channels(JsonNode body, Organization organization) {
        JsonNode list = body.path("posts");
        if (list.isMissingNode() || list.isNull()) {
            throw ApiFailure.nest(400, "All posts must have an integration id");
        }
        if (!list.isArray()) {
            throw ApiFailure.internal();
        }
        List<String> ids = new ArrayList<>();
        list.forEach(post -> ids.add(post.path("integration").path("id").asText()));
        if (ids.contains("")) {
            throw ApiFailure.nest(400, "All posts must have an integration id");
        }
        return ids.stream().map(id -> channel(id, organization)).toList();
    }

    private static Channel channel(String id, Organization organization) {
        return organization
                .channel(id)
                .orElseThrow(
                        () -> ApiFailure.nest(400, "Integration with id " + id + " not found"));
    }

    private void check(NewPost post) {
        checks.firstComplaint(post, limit -> "post is too long, please fix it")
                .ifPresent(
                        complaint -> {
                            throw ApiFailure.post(
                                    post.channel().platform(),
                                    post.channel().name(),
                                    complaint.text());
                        });
    }

    private void refuseRepublication(NewPost wanted) {
        wanted.items()
                .get(0)
                .existingId()
                .flatMap(posts::find)
                .filter(existing -> existing.state() == PostState.PUBLISHED)
                .filter(existing -> List.of("schedule", "now").contains(wanted.type()))
                .ifPresent(
                        existing -> {
                            throw ApiFailure.nest(400, alreadyPublished(existing, wanted));
                        });
    }

    private static String alreadyPublished(Post existing, NewPost wanted) {
        return "This post was already published on "
                + MINUTE.format(existing.publishDate())
                + ". Saving it this way would publish it again to "
                + wanted.channel().platform()
                + ". To edit without republishing, use type 'update'."
                + " To intentionally publish again, pass republish: true.";
    }
}
