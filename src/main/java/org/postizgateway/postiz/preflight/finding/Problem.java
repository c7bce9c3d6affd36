package org.postizgateway.postiz.preflight.finding;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One reason why a post cannot be created.
 *
 * @param index position in {@code socialPost}; negative when it concerns the call as a whole
 * @param channel name of the channel, empty while it is unknown
 * @param field where the problem is, relative to the post or the call
 * @param reason what is wrong and what to do about it, as a sentence that follows the field
 */
public record Problem(int index, String channel, String field, String reason) {

    private static final Pattern IN_POST =
            Pattern.compile("socialPost\\[(\\d{1,6})](?:\\.(\\S+))? (.*)", Pattern.DOTALL);
    private static final Pattern IN_CALL = Pattern.compile("(\\S+) (.*)", Pattern.DOTALL);

    /**
     * What a schema says is wrong.
     *
     * @param sentence begins with the argument, as {@code socialPost[0].type must be a text.}
     */
    public static Problem ofSchema(String sentence) {
        Matcher inPost = IN_POST.matcher(sentence);
        if (inPost.matches()) {
            String field = inPost.group(2) == null ? "" : inPost.group(2);
            return new Problem(Integer.parseInt(inPost.group(1)), "", field, inPost.group(3));
        }
        Matcher inCall = IN_CALL.matcher(sentence);
        return inCall.matches()
                ? new Problem(-1, "", inCall.group(1), inCall.group(2))
                : new Problem(-1, "", "", sentence);
    }

    /** Whether both are about the same field or one inside the other. */
    public boolean concernsFieldOf(Problem other) {
        return index == other.index && (isIn(field, other.field) || isIn(other.field, field));
    }

    private static boolean isIn(String field, String outer) {
        return outer.isEmpty()
                || field.equals(outer)
                || field.startsWith(outer + ".")
                || field.startsWith(outer + "[");
    }

    /** The problem as one line for a model. */
    public String sentence() {
        return sentence(List.of(this));
    }

    /** One line for problems that are alike. */
    static String sentence(List<Problem> alike) {
        String names = names(alike);
        String fault = alike.get(0).fault();
        return names.isEmpty() ? fault : names + ": " + fault;
    }

    /** What is wrong, without saying with which post. */
    String fault() {
        return field.isEmpty() ? reason : field + " " + reason;
    }

    /** The posts that share a fault; empty when it is of the call as a whole. */
    private static String names(List<Problem> problems) {
        List<Position> positions =
                problems.stream()
                        .filter(problem -> problem.index() >= 0)
                        .map(problem -> new Position(problem.index(), problem.channel()))
                        .toList();
        return positions.isEmpty() ? "" : Position.names(positions);
    }
}
