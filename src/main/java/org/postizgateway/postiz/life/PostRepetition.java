package org.postizgateway.postiz.life;

import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;

/**
 * Postiz ends the repetition of a post whose settings are changed alone, and does not say so
 * (contract of the newer one, section 4.3).
 */
public final class PostRepetition {

    /**
     * @param exchange with the posts that were found
     * @throws InvalidInputException when one of them repeats
     */
    public void refuseToEnd(Exchange exchange) {
        PostsById.in(exchange)
                .values()
                .forEach(
                        post ->
                                post.interval()
                                        .ifPresent(
                                                days -> {
                                                    throw repeats(post, days);
                                                }));
    }

    private static InvalidInputException repeats(ListedPost post, int days) {
        return new InvalidInputException(
                "Post "
                        + post.id()
                        + " repeats every "
                        + days
                        + " days, which this call would end, so nothing was changed. Change its"
                        + " settings with editPostTool, which keeps the repetition.");
    }
}
