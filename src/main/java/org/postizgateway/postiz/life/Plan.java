package org.postizgateway.postiz.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;

/**
 * What a call does to posts. When one of them may not be changed none is, and the reasons are told
 * all at once.
 */
final class Plan {

    private static final String MADE_BEFORE =
            "Was done at %s by the same call, and the post has not changed since, so nothing was done now.";

    private final List<Change> changes = new ArrayList<>();
    private final List<Map<String, Object>> known = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    void make(Change change) {
        changes.add(change);
    }

    /**
     * The same of a post that the caller may have read when it was another.
     *
     * @param arguments of the call, as {@link Seen} reads them
     */
    void make(Change change, Map<String, Object> arguments, Records records, Instant now) {
        ListedPost post = change.post();
        Optional<String> before = Seen.madeBefore(change, arguments, records);
        if (before.isPresent()) {
            know(Seen.repeated(post, change.status(), MADE_BEFORE.formatted(before.get())));
        } else if (!refuses(
                post,
                Seen.changed(change, arguments, records)
                        .or(() -> records.unsettled(post.id(), change.request(), now)))) {
            make(change);
        }
    }

    /**
     * Nothing is to be done.
     *
     * @param result of the post, as {@link PostChanges#KNOWN} has it
     */
    void know(Map<String, Object> result) {
        known.add(result);
    }

    /**
     * @param reason follows the name of the post in a sentence: {@code is published.}
     * @return whether there is one
     */
    boolean refuses(ListedPost post, Optional<String> reason) {
        reason.ifPresent(
                why ->
                        refusals.add(
                                "Post %s on %s %s".formatted(post.id(), post.channelName(), why)));
        return reason.isPresent();
    }

    /** The caller has no post with this id. */
    void refuseUnknown(String id) {
        refusals.add(id + " " + PostsById.UNKNOWN + " Call postsListTool for the ids of posts.");
    }

    /**
     * Sets the exchange properties {@link PostChanges#CHANGES} and {@link PostChanges#KNOWN}.
     *
     * @param nothing says that nothing was done
     * @throws InvalidInputException with all reasons why a post is not changed
     */
    void accept(String nothing, Exchange exchange) {
        throwIfRefused(nothing);
        exchange.setProperty(PostChanges.CHANGES, List.copyOf(changes));
        exchange.setProperty(PostChanges.KNOWN, List.copyOf(known));
    }

    /**
     * @param nothing says that nothing was done
     * @throws InvalidInputException with all reasons why a post is not changed
     */
    void throwIfRefused(String nothing) {
        if (!refusals.isEmpty()) {
            throw new InvalidInputException(nothing + " " + String.join("\n", refusals));
        }
    }
}
