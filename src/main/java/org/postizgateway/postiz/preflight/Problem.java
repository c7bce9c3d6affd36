package org.postizgateway.postiz.preflight;

/**
 * One reason why a post cannot be created.
 *
 * @param index position in {@code socialPost}; negative when it concerns the whole list
 * @param channel name of the channel, empty while it is unknown
 * @param field where the problem is, relative to the post
 * @param reason what is wrong and what to do about it, as a sentence that follows the field
 */
public record Problem(int index, String channel, String field, String reason) {

    /** The problem as one line for a model. */
    public String sentence() {
        String which = index < 0 ? "socialPost" : "socialPost[" + index + "]";
        String who = channel.isEmpty() ? "" : " (" + channel + ")";
        String where = field.isEmpty() ? "" : field + " ";
        return which + who + ": " + where + reason;
    }
}
