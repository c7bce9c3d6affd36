package org.postizgateway.sandbox.posting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Ids;
import org.postizgateway.sandbox.state.Storing;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.state.post.Posts;

/** Stores posts and their comments. */
public final class PostWriter {

    private final Posts posts;
    private final Conditions conditions;
    private final Clock clock;

    public PostWriter(Posts posts, Conditions conditions, Clock clock) {
        this.posts = posts;
        this.conditions = conditions;
        this.clock = clock;
    }

    /** Stores a post with its comments; the id is that of the post itself. */
    public String write(NewPost wanted, Organization organization) {
        String group = UUID.randomUUID().toString();
        Optional<String> parent = Optional.empty();
        String rootId = "";
        for (NewPost.Item item : wanted.items()) {
            Post post = post(wanted, item, organization, group, parent);
            posts.save(post);
            rootId = rootId.isEmpty() ? post.id() : rootId;
            parent = Optional.of(post.id());
        }
        wanted.group().ifPresent(posts::deleteGroup);
        posts.find(rootId).ifPresent(root -> publish(wanted, root));
        return rootId;
    }

    /** An {@code update} leaves what runs as it is, with the date that it has read. */
    private void publish(NewPost wanted, Post root) {
        if (wanted.type().equals("update")) {
            return;
        }
        posts.stopWorkflow(root);
        if (!wanted.isDraft()) {
            posts.startWorkflow(root);
        }
    }

    private Post post(
            NewPost wanted,
            NewPost.Item item,
            Organization organization,
            String group,
            Optional<String> parent) {
        Instant now = clock.instant();
        Storing storing = conditions.getStoring();
        Optional<Post> replaced = item.existingId().flatMap(posts::find);
        ObjectNode settings = wanted.settings().deepCopy();
        settings.put("__type", wanted.channel().platform());
        return new Post(
                replaced.map(Post::id)
                        .or(() -> item.existingId().filter(posts::isDeleted))
                        .orElseGet(() -> Ids.cuid(now)),
                organization.id(),
                wanted.channel().id(),
                state(wanted, replaced),
                storing.date(wanted.type().equals("now") ? Dates.minuteOf(now) : wanted.date()),
                storing.text(item.content()),
                item.image(),
                item.delay(),
                group,
                parent,
                settings,
                wanted.intervalInDays(),
                replaced.map(Post::creationMethod).orElse(wanted.creationMethod()),
                replaced.flatMap(Post::releaseId),
                replaced.flatMap(Post::releaseUrl),
                replaced.flatMap(Post::error),
                replaced.map(Post::createdAt).orElse(now),
                now);
    }

    private static PostState state(NewPost wanted, Optional<Post> replaced) {
        return switch (wanted.type()) {
            case "draft" -> PostState.DRAFT;
            case "update" -> replaced.map(Post::state).orElse(PostState.QUEUE);
            default -> PostState.QUEUE;
        };
    }
}
