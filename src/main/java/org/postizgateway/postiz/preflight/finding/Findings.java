package org.postizgateway.postiz.preflight.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the checks of one post find: problems, which keep it back, and notices, which do not. */
public final class Findings {

    private final List<FieldProblem> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /**
     * @param field as {@code settings.title} or {@code postsAndComments[0].content}
     * @param reason follows the field in a sentence: {@code is required.}
     */
    public void problem(String field, String reason) {
        problems.add(new FieldProblem(field, reason));
    }

    /** Further problems, whatever their fields. */
    public void problems(List<FieldProblem> found) {
        problems.addAll(found);
    }

    /**
     * Those of fields in which nothing was found before: a text that is refused is no empty one.
     */
    public void furtherProblems(List<FieldProblem> found) {
        Set<String> before = problems.stream().map(FieldProblem::field).collect(Collectors.toSet());
        found.stream().filter(problem -> !before.contains(problem.field())).forEach(problems::add);
    }

    /**
     * @param sentence on what is legal and may surprise, for the caller
     */
    public void notice(String sentence) {
        notices.add(sentence);
    }

    /** In the order in which they were found. */
    public List<FieldProblem> problems() {
        return List.copyOf(problems);
    }

    /** Each once, in the order in which they were found. */
    public List<String> notices() {
        return notices.stream().distinct().toList();
    }
}
