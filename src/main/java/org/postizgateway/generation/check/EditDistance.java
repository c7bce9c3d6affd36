package org.postizgateway.generation.check;

import java.util.stream.IntStream;

/** How many letters have to be put in, taken out or replaced between two words (Levenshtein). */
public final class EditDistance {

    private EditDistance() {}

    public static int between(String one, String other) {
        int[] previous = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int k = 1; k <= other.length(); k++) {
                int replaced = previous[k - 1] + (one.charAt(i - 1) == other.charAt(k - 1) ? 0 : 1);
                current[k] = Math.min(replaced, 1 + Math.min(previous[k], current[k - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
