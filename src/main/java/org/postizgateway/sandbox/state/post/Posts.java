package org.postizgateway.sandbox.state.post;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.organization.Organization;

/**
 * Posts of all organizations, in one table as in Postiz, where an id is unique across tenants.
 *
 * <p>Publication needs no thread: whoever looks sees what {@link Workflows} have done until then.
 */
public final class Posts {

    private final Map<String, Post> byId = new LinkedHashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Workflows workflows;
    private final Clock clock;

    public Posts(Publisher publisher, Conditions conditions, Clock clock) {
        this.workflows = new Workflows(publisher, conditions, clock);
        this.clock = clock;
    }

    /** Stores a new post, or replaces the one with the same id. One that is deleted stays so. */
    public synchronized void save(Post post) {
        if (!deleted.contains(post.id())) {
            byId.put(post.id(), post);
        }
    }

    /** Whether there was a post with this id. */
    public synchronized boolean isDeleted(String id) {
        return deleted.contains(id);
    }

    public synchronized void clear() {
        byId.clear();
        deleted.clear();
        workflows.clear();
    }

    /** Begins to publish a post at its date, in place of what was begun for it before. */
    public synchronized void startWorkflow(Post post) {
        workflows.start(post);
    }

    /** Stops what was begun for a post, unless that was a moment ago. */
    public synchronized void stopWorkflow(Post post) {
        workflows.stop(post);
    }

    /** What went to the networks, oldest first. */
    public synchronized List<Publication> publications() {
        proceed();
        return workflows.publications();
    }

    /** What users of an organization were told, newest first. */
    public synchronized List<Notification> notifications(Organization organization) {
        proceed();
        return workflows.notifications().stream()
                .filter(told -> told.organizationId().equals(organization.id()))
                .sorted(Comparator.comparing(Notification::createdAt).reversed())
                .toList();
    }

    /** Every post and comment, oldest first. */
    public synchronized List<Post> all() {
        proceed();
        return List.copyOf(byId.values());
    }

    public List<Post> of(Organization organization) {
        return all().stream()
                .filter(post -> post.organizationId().equals(organization.id()))
                .toList();
    }

    /** A post of any organization: saving under a foreign id takes the post over, as in Postiz. */
    public synchronized Optional<Post> find(String id) {
        proceed();
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Post> find(String id, Organization organization) {
        return find(id).filter(post -> post.organizationId().equals(organization.id()));
    }

    /** Sets the state and nothing else. */
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

    /** Removes whatever carries the id of a group, whosever it is: Postiz does not look. */
    public synchronized void deleteGroup(String group) {
        delete(post -> post.group().equals(group));
    }

    /** Removes a post and its comments. */
    public synchronized void deleteGroup(Organization organization, String group) {
        delete(
                post ->
                        post.organizationId().equals(organization.id())
                                && post.group().equals(group));
    }

    public synchronized void deleteOfChannel(String channelId) {
        delete(post -> post.channelId().equals(channelId));
    }

    private void delete(Predicate<Post> those) {
        byId.values().stream().filter(those).map(Post::id).forEach(deleted::add);
        byId.keySet().removeAll(deleted);
    }

    private Post put(Post post) {
        byId.put(post.id(), post);
        return post;
    }

    private void proceed() {
        workflows.proceed(byId);
    }
}
