package org.postizgateway.postiz.platform;

import com.twitter.twittertext.TwitterTextParser;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Weighted length of a tweet (X's counting rules, version 3): an address counts 23, an emoji 2, a
 * letter of most alphabets 1, any other 2.
 *
 * <p>Addresses are found by the library of X. It takes cubic time in the length of a word and can
 * overflow the stack, so that it gets words one by one (an address holds no space), only those that
 * can be addresses, and none that are too long for it. A text as long as an article is not
 * searched: next to its limit the difference is nothing.
 */
final class WeightedLength {

    private static final int MAX_SEARCHED_TEXT = 4_000;
    private static final int MAX_SEARCHED_WORD = 48;
    private static final int ADDRESS = 23;
    private static final int HEAVY = 2;
    private static final int KEYCAP = 0x20E3;

    private static final Pattern WORD_OR_SPACE = Pattern.compile("\\S+|\\s+");
    private static final Pattern LONG_ADDRESS = Pattern.compile("https?://[!-~]+");
    private static final Pattern HAS_DOMAIN = Pattern.compile("\\.\\p{L}{2}|\\.xn--");
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private WeightedLength() {}

    static int of(String text) {
        if (text.length() > MAX_SEARCHED_TEXT) {
            return characters(text);
        }
        return WORD_OR_SPACE
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToInt(WeightedLength::word)
                .sum();
    }

    private static int word(String word) {
        if (word.length() <= MAX_SEARCHED_WORD && HAS_DOMAIN.matcher(word).find()) {
            return TwitterTextParser.parseTweet(word).weightedLength;
        }
        if (word.length() > MAX_SEARCHED_WORD && LONG_ADDRESS.matcher(word).matches()) {
            return ADDRESS;
        }
        return characters(word);
    }

    private static int characters(String text) {
        return CHARACTER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToInt(WeightedLength::character)
                .sum();
    }

    private static int character(String character) {
        boolean composed = character.codePointCount(0, character.length()) > 1;
        boolean emoji =
                Character.getType(character.codePointAt(0)) == Character.OTHER_SYMBOL
                        || character.indexOf(KEYCAP) > 0;
        return composed && emoji ? HEAVY : character.codePoints().map(WeightedLength::weight).sum();
    }

    private static int weight(int letter) {
        boolean light =
                letter <= 0x10FF
                        || (letter >= 0x2000 && letter <= 0x200D)
                        || (letter >= 0x2010 && letter <= 0x201F)
                        || (letter >= 0x2032 && letter <= 0x2037);
        return light ? 1 : HEAVY;
    }
}
