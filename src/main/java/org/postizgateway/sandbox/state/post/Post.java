package org.postizgateway.sandbox.state.post;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A stored post or comment.
 *
 * @param group ties a post and its comments together
 * @param parentId absent for the post itself, the previous item for comments
 * @param settings as sent, with {@code __type} set by the server
 * @param intervalInDays repeats the post every so many days
 * @param creationMethod API, CLI or MCP
 * @param error why publishing failed
 */
public record Post(
        String id,
        String organizationId,
        String channelId,
        PostState state,
        Instant publishDate,
        String content,
        ArrayNode image,
        int delay,
        String group,
        Optional<String> parentId,
        ObjectNode settings,
        OptionalInt intervalInDays,
        String creationMethod,
        Optional<String> releaseId,
        Optional<String> releaseUrl,
        Optional<String> error,
        Instant createdAt,
        Instant updatedAt) {

    public boolean isRoot() {
        return parentId.isEmpty();
    }

    Post state(PostState next, Instant now) {
        return changed(next, settings, releaseId, releaseUrl, error, now);
    }

    /** The same with other settings, which ends a repetition. */
    Post settings(ObjectNode next, Instant now) {
        return repeating(OptionalInt.empty())
                .changed(state, next, releaseId, releaseUrl, error, now);
    }

    private Post repeating(OptionalInt days) {
        return new Post(
                id,
                organizationId,
                channelId,
                state,
                publishDate,
                content,
                image,
                delay,
                group,
                parentId,
                settings,
                days,
                creationMethod,
                releaseId,
                releaseUrl,
                error,
                createdAt,
                updatedAt);
    }

    Post published(Optional<String> id, Optional<String> url, Instant now) {
        return changed(PostState.PUBLISHED, settings, id, url, Optional.empty(), now);
    }

    Post failed(String reason, Instant now) {
        return changed(PostState.ERROR, settings, releaseId, releaseUrl, Optional.of(reason), now);
    }

    /** The same with other media. */
    Post image(ArrayNode next, Instant now) {
        return new Post(
                id,
                organizationId,
                channelId,
                state,
                publishDate,
                content,
                next,
                delay,
                group,
                parentId,
                settings,
                intervalInDays,
                creationMethod,
                releaseId,
                releaseUrl,
                error,
                createdAt,
                now);
    }

    private Post changed(
            PostState nextState,
            ObjectNode nextSettings,
            Optional<String> nextReleaseId,
            Optional<String> nextReleaseUrl,
            Optional<String> nextError,
            Instant now) {
        return new Post(
                id,
                organizationId,
                channelId,
                nextState,
                publishDate,
                content,
                image,
                delay,
                group,
                parentId,
                nextSettings,
                intervalInDays,
                creationMethod,
                nextReleaseId,
                nextReleaseUrl,
                nextError,
                createdAt,
                now);
    }
}
