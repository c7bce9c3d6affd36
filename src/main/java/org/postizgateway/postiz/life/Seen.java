package org.postizgateway.postiz.life;

import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Version;

/** Tells a caller that a post is another than the one that it has read. */
final class Seen {

    private Seen() {}

    /**
     * Why a post is not changed; empty when it is as the caller has read it, or the caller does not
     * say.
     *
     * @param arguments may hold the {@code version} that {@code postDetailTool} told
     */
    static Optional<String> changed(ListedPost post, Map<String, Object> arguments) {
        return Optional.ofNullable(arguments.get("version"))
                .filter(version -> !version.equals(Version.of(post)))
                .map(
                        version ->
                                "was changed since you read it, by another call or in Postiz: it is now "
                                        + post.described()
                                        + ". Read it anew with postDetailTool.");
    }
}
