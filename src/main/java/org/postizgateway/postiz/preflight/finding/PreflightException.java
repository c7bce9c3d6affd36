package org.postizgateway.postiz.preflight.finding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postizgateway.postiz.InvalidInputException;

/** Posts that Postiz would refuse, or accept and never publish. Nothing has been created. */
public final class PreflightException extends InvalidInputException {

    /** How its sentence begins, and that of no other failure. */
    public static final String BEGINNING = "Nothing was created. Fix the following";

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

    /** What is wrong with many posts is told once. */
    private static String sentence(List<Problem> problems) {
        Map<String, List<Problem>> alike =
                problems.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Problem::fault, LinkedHashMap::new, Collectors.toList()));
        List<String> sentences = alike.values().stream().map(Problem::sentence).toList();
        String lines =
                IntStream.range(0, Math.min(SHOWN, sentences.size()))
                        .mapToObj(i -> "\n" + (i + 1) + ". " + sentences.get(i))
                        .collect(Collectors.joining());
        String rest =
                sentences.size() > SHOWN ? "\n… and " + (sentences.size() - SHOWN) + " more." : "";
        return BEGINNING + " and call again:" + lines + rest;
    }
}
