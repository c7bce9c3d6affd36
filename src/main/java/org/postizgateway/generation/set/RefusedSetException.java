package org.postizgateway.generation.set;

import java.util.List;
import java.util.stream.Collectors;

/** A set that cannot be read or cannot serve. The message holds every problem, one in a line. */
public class RefusedSetException extends Exception {

    private final List<Problem> problems;

    public RefusedSetException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().distinct().sorted().toList();
    }

    public List<Problem> problems() {
        return problems;
    }
}
