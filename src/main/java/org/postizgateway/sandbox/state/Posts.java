package org.postizgateway.sandbox.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Posts of all organizations, in one table as in Postiz, where an id is unique across tenants.
 *
 * <p>Publication needs no thread: whoever looks sees every post that became due as published.
 */
public final class Posts {

    private final Map<String, Post> byId = new LinkedHashMap<>();
    private final Publisher publisher;
    private final Clock clock;

    public Posts(Publisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Stores a new post, or replaces the one with the same id. */
    public synchronized void save(Post post) {
        byId.put(post.id(), post);
    }

    public synchronized void clear() {
        byId.clear();
    }

    /** Every post and comment, oldest first. */
    public synchronized List<Post> all() {
        publishDue();
        return List.copyOf(byId.values());
    }

    public List<Post> of(Organization organization) {
        return all().stream()
                .filter(post -> post.organizationId().equals(organization.id()))
                .toList();
    }

    /** A post of any organization: saving under a foreign id takes the post over, as in Postiz. */
    public synchronized Optional<Post> find(String id) {
        publishDue();
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Post> find(String id, Organization organization) {
        return find(id).filter(post -> post.organizationId().equals(organization.id()));
    }

    public synchronized Post changeState(Post post, PostState state) {
        return put(post.state(state, clock.instant()));
    }

    public synchronized Post changeSettings(Post post, ObjectNode settings) {
        return put(post.settings(settings, clock.instant()));
    }

    /** Replaces the media of a post. */
    public synchronized Post changeImage(Post post, ArrayNode image) {
        return put(post.image(image, clock.instant()));
    }

    /** Marks a post as published under an id of the network, or {@code missing}. */
    public synchronized Post markPublished(
            Post post, Optional<String> releaseId, Optional<String> releaseUrl) {
        return put(post.published(releaseId, releaseUrl, clock.instant()));
    }

    public synchronized Post markFailed(Post post, String reason) {
        return put(post.failed(reason, clock.instant()));
    }

    /** Removes a post and its comments. */
    public synchronized void deleteGroup(Organization organization, String group) {
        byId.values()
                .removeIf(
                        post ->
                                post.organizationId().equals(organization.id())
                                        && post.group().equals(group));
    }

    public synchronized void deleteOfChannel(String channelId) {
        byId.values().removeIf(post -> post.channelId().equals(channelId));
    }

    private Post put(Post post) {
        byId.put(post.id(), post);
        return post;
    }

    private void publishDue() {
        Instant now = clock.instant();
        byId.replaceAll(
                (id, post) ->
                        post.state() == PostState.QUEUE && !post.publishDate().isAfter(now)
                                ? publisher.publish(post, now)
                                : post);
    }
}
