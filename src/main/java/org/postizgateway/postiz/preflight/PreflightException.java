package org.postizgateway.postiz.preflight;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postizgateway.postiz.InvalidInputException;

/** Posts that Postiz would refuse, or accept and never publish. Nothing has been created. */
public final class PreflightException extends InvalidInputException {

    private static final int SHOWN = 20;

    private final transient List<Problem> problems;

    public PreflightException(List<Problem> problems) {
        super(sentence(problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem of every post. */
    public List<Problem> problems() {
        return problems;
    }

    private static String sentence(List<Problem> problems) {
        String lines =
                IntStream.range(0, Math.min(SHOWN, problems.size()))
                        .mapToObj(i -> "\n" + (i + 1) + ". " + problems.get(i).sentence())
                        .collect(Collectors.joining());
        String rest =
                problems.size() > SHOWN ? "\n… and " + (problems.size() - SHOWN) + " more." : "";
        return "Nothing was created. Fix the following and call again:" + lines + rest;
    }
}
