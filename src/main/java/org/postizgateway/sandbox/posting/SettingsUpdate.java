package org.postizgateway.sandbox.posting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.state.post.Posts;
import org.postizgateway.sandbox.web.ApiFailure;

/** Merges settings into a post that was not published yet. */
public final class SettingsUpdate {

    private final Posts posts;
    private final PostChecks checks;
    private final Clock clock;

    public SettingsUpdate(Posts posts, PostChecks checks, Clock clock) {
        this.posts = posts;
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * @throws ApiFailure in form B, whose message MCP uses alone
     */
    public Post update(String id, ObjectNode changes, Organization organization) {
        Post post = changeable(id, organization);
        ObjectNode merged = post.settings().deepCopy();
        merged.setAll(changes);
        merged.put("__type", post.settings().path("__type").asText());
        Channel channel = organization.channel(post.channelId()).orElseThrow(ApiFailure::internal);
        checks.firstComplaint(asWanted(post, channel, merged), SettingsUpdate::tooLong)
                .ifPresent(
                        complaint -> {
                            throw ApiFailure.nest(400, channel.name() + ": " + complaint.text());
                        });
        return posts.changeSettings(post, merged);
    }

    /**
     * A post that was not published yet.
     *
     * @throws ApiFailure in form B
     */
    public Post changeable(String id, Organization organization) {
        Post post =
                posts.find(id, organization)
                        .orElseThrow(() -> ApiFailure.nest(404, "Post not found"));
        refuseUnchangeable(post, clock.instant());
        return post;
    }

    private static void refuseUnchangeable(Post post, Instant now) {
        if (!post.isRoot()) {
            throw ApiFailure.nest(
                    400, "This id belongs to a comment, pass the id of the main post");
        }
        if (post.state() != PostState.QUEUE && post.state() != PostState.DRAFT) {
            throw ApiFailure.nest(
                    400,
                    "Only scheduled posts that were not published yet (or drafts) can be updated");
        }
        if (post.state() == PostState.QUEUE && post.publishDate().isBefore(now)) {
            throw ApiFailure.nest(
                    400, "The publish time of this post already passed, it cannot be updated");
        }
    }

    private NewPost asWanted(Post root, Channel channel, ObjectNode settings) {
        List<NewPost.Item> items = new ArrayList<>();
        posts.all().stream()
                .filter(post -> post.group().equals(root.group()))
                .forEach(
                        post ->
                                items.add(
                                        new NewPost.Item(
                                                post.content(),
                                                post.image(),
                                                post.delay(),
                                                Optional.empty())));
        return new NewPost(
                channel,
                items,
                settings,
                root.state() == PostState.DRAFT ? "draft" : "schedule",
                root.publishDate(),
                OptionalInt.empty(),
                root.creationMethod());
    }

    private static String tooLong(int limit) {
        return "The maximum characters is " + limit;
    }
}
