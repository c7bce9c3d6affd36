package org.postizgateway.postiz.life;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.preflight.finding.Problem;

/**
 * What is wrong with a post as an edit would leave it, in the arguments of {@code editPostTool}.
 */
final class EditProblems {

    private static final Pattern COMMENT = Pattern.compile("postsAndComments\\[([1-9]\\d*)]");

    private EditProblems() {}

    /**
     * @throws InvalidInputException with all of them
     */
    static void throwIfAny(List<Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < problems.size(); i++) {
            lines.append("\n%d. %s".formatted(i + 1, sentence(problems.get(i))));
        }
        throw new InvalidInputException(
                "Nothing was changed. Fix the following and call again:" + lines);
    }

    private static String sentence(Problem problem) {
        return switch (problem.field()) {
            case "" -> "The post " + problem.reason();
            case "date" ->
                    "Its date has come and gone. Give it a later one with reschedulePostTool first.";
            case "integrationId" -> "Its channel " + problem.reason();
            default -> argument(problem.field()) + " " + problem.reason();
        };
    }

    private static String argument(String field) {
        return COMMENT.matcher(field)
                .replaceFirst(EditProblems::comment)
                .replaceFirst("^postsAndComments\\[0]\\.", "")
                .replaceFirst("^postsAndComments\\b", "comments");
    }

    private static String comment(MatchResult item) {
        return "comments[" + (Integer.parseInt(item.group(1)) - 1) + "]";
    }
}
