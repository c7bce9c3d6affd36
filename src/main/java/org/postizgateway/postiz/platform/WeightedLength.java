package org.postizgateway.postiz.platform;

import static com.twitter.twittertext.TwitterTextEmojiRegex.VALID_EMOJI_PATTERN;

import com.twitter.twittertext.TwitterTextParser;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weighted length of a tweet (X's counting rules, version 3): an address counts 23, an emoji 2, a
 * letter of most alphabets 1, any other 2. Letters are composed before they are counted.
 *
 * <p>Emoji are found by the pattern of X's library, which is of one day: a sequence that Unicode
 * has named since then counts piece by piece there, and so it does here. The copy in JavaScript
 * that Postiz uses is older than the one in Java by one sign that this shows with.
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

    private static final Pattern WORD_OR_SPACE = Pattern.compile("\\S+|\\s+");
    private static final Pattern LONG_ADDRESS = Pattern.compile("https?://[!-~]+");
    private static final Pattern HAS_DOMAIN = Pattern.compile("\\.\\p{L}{2}|\\.xn--");
    private static final Pattern UNKNOWN_TO_POSTIZ = Pattern.compile("\u26A7");

    private WeightedLength() {}

    static int of(String written) {
        String text = Normalizer.normalize(written, Normalizer.Form.NFC);
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
        String[] pieces = UNKNOWN_TO_POSTIZ.split(text, -1);
        return Arrays.stream(pieces).mapToInt(WeightedLength::lettersAndEmoji).sum()
                + HEAVY * (pieces.length - 1);
    }

    private static int lettersAndEmoji(String text) {
        int length = 0;
        int end = 0;
        Matcher emoji = VALID_EMOJI_PATTERN.matcher(text);
        while (emoji.find()) {
            length += letters(text.substring(end, emoji.start())) + HEAVY;
            end = emoji.end();
        }
        return length + letters(text.substring(end));
    }

    private static int letters(String text) {
        return text.codePoints().map(WeightedLength::weight).sum();
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
