package org.postizgateway.postiz.life;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Version;

/**
 * Tells a caller that a post is another than the one that it has read, unless it is so by the same
 * call, whose answer the caller may not have had.
 */
final class Seen {

    private Seen() {}

    /**
     * Why a change is not made; empty when the post is as the caller has read it, the caller does
     * not say, or the change was begun before and has no answer: then it may be made again.
     *
     * @param arguments may hold the {@code version} that {@code postDetailTool} told
     */
    static Optional<String> changed(Change change, Map<String, Object> arguments, Records records) {
        ListedPost now = change.post();
        return isAnother(now, arguments) && !records.isLeftOpen(change)
                ? Optional.of(
                        "was changed since you read it, by another call or in Postiz: it is now "
                                + now.described()
                                + ". Read it anew with postDetailTool.")
                : Optional.empty();
    }

    /**
     * When the same change was made to a post that is another than the caller has read, and nothing
     * else since.
     *
     * @return ISO 8601
     */
    static Optional<String> madeBefore(
            Change change, Map<String, Object> arguments, Records records) {
        return isAnother(change.post(), arguments) ? records.made(change) : Optional.empty();
    }

    private static boolean isAnother(ListedPost post, Map<String, Object> arguments) {
        return arguments.get("version") != null
                && !arguments.get("version").equals(Version.of(post));
    }

    /**
     * What the caller is told of a post that an earlier call has changed already.
     *
     * @param status of the post, as of one that is changed now
     * @param notice on when that was
     */
    static Map<String, Object> repeated(ListedPost post, String status, String notice) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", post.id());
        told.put("status", status);
        told.put("channel", post.channelName());
        told.put("repeated", true);
        told.put(Change.VERSION, Version.of(post));
        told.put("notices", List.of(notice));
        return told;
    }
}
