package org.postizgateway.postiz.preflight;

import java.util.List;

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
        return names(List.of(this)) + ": " + fault();
    }

    /** What is wrong, without saying with which post. */
    String fault() {
        return field.isEmpty() ? reason : field + " " + reason;
    }

    /** The posts that share a fault. */
    static String names(List<Problem> problems) {
        List<Position> positions =
                problems.stream()
                        .filter(problem -> problem.index() >= 0)
                        .map(problem -> new Position(problem.index(), problem.channel()))
                        .toList();
        return positions.isEmpty() ? "socialPost" : Position.names(positions);
    }
}
