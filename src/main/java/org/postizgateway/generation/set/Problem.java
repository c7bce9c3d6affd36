package org.postizgateway.generation.set;

import java.util.Comparator;

/**
 * Why a set cannot serve.
 *
 * @param file as an integrator knows it; empty when it is about the set as a whole
 * @param line from 1; 0 when it is about the file as a whole
 * @param message what is wrong and what to do, in sentences; never the value of a secret
 */
public record Problem(String file, int line, String message) implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::file)
                    .thenComparing(Problem::line)
                    .thenComparing(Problem::message);

    /** About the set as a whole. */
    public static Problem of(String message) {
        return new Problem("", 0, message);
    }

    /** About a file as a whole. */
    public static Problem of(SetFile file, String message) {
        return new Problem(file.name(), 0, message);
    }

    public static Problem at(SetFile file, int line, String message) {
        return new Problem(file.name(), line, message);
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String place = line > 0 ? file + ", line " + line : file;
        return place.isEmpty() ? message : place + ": " + message;
    }
}
