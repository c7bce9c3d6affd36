package org.postizgateway.postiz.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;

/** Reasons why posts are not changed. All are told at once, and then none of them is changed. */
final class Refusals {

    private final List<String> sentences = new ArrayList<>();

    /**
     * @param reason follows the name of the post in a sentence: {@code is published.}
     */
    void add(ListedPost post, Optional<String> reason) {
        reason.ifPresent(
                why ->
                        sentences.add(
                                "Post %s on %s %s".formatted(post.id(), post.channelName(), why)));
    }

    /** The caller has no post with this id. */
    void unknown(String id) {
        sentences.add(id + " " + PostsById.UNKNOWN + " Call postsListTool for the ids of posts.");
    }

    /**
     * @param nothing says that nothing was done
     * @throws InvalidInputException with all reasons
     */
    void throwIfAny(String nothing) {
        if (!sentences.isEmpty()) {
            throw new InvalidInputException(nothing + " " + String.join("\n", sentences));
        }
    }
}
