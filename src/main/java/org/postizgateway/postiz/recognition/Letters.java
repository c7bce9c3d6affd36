package org.postizgateway.postiz.recognition;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The letters and digits of a text, in lower case and in their plain forms; other visible
 * characters where it has none.
 */
final class Letters {

    /** Letters in a row that unrelated texts seldom share. */
    private static final int RUN = 4;

    /** Share of such runs that a store may not have broken. */
    private static final double MOST = 0.8;

    /** Letters from which on a part of a text speaks for the whole. */
    private static final int TELLING = 8;

    private static final Pattern NUMBER = Pattern.compile("\\p{N}+");

    private final String text;
    private Set<String> runs;

    private Letters(String text) {
        this.text = text;
    }

    static Letters of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String letters = plain.replaceAll("[^\\p{L}\\p{N}]+", "");
        return new Letters(
                letters.isEmpty() ? plain.replaceAll("[\\s\\p{C}\\p{Z}]+", "") : letters);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether this is the beginning of the other, or most of this is in it. */
    boolean isPartOf(Letters whole) {
        return !text.isEmpty()
                && text.length() < whole.text.length()
                && (isBeginningOf(whole) || isMostlyIn(whole))
                && numbers().stream().allMatch(whole.text::contains);
    }

    boolean isBeginningOf(Letters whole) {
        return whole.text.startsWith(text)
                && (text.length() >= TELLING || text.length() * 4 >= whole.text.length());
    }

    private boolean isMostlyIn(Letters whole) {
        long shared = runs().stream().filter(whole.runs()::contains).count();
        return text.length() >= TELLING && shared >= runs().size() * MOST;
    }

    private Set<String> runs() {
        if (runs == null) {
            runs = new HashSet<>();
            for (int i = 0; i + RUN <= text.length(); i++) {
                runs.add(text.substring(i, i + RUN));
            }
        }
        return runs;
    }

    private List<String> numbers() {
        return NUMBER.matcher(text).results().map(MatchResult::group).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Letters letters && letters.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
