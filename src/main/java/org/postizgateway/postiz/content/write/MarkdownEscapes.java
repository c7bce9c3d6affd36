package org.postizgateway.postiz.content.write;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a backslash before characters that Markdown would take for marks, and before no others: not
 * in addresses, not in {@code snake_case}, not in {@code 2 * 3}.
 */
final class MarkdownEscapes {

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?:https?://|www\\.|\\S{1,64}@)\\S+");
    private static final Pattern MARK =
            Pattern.compile(
                    "\\\\(?=[!-/:-@\\[-`{-~])"
                            + "|`"
                            + "|~~"
                            + "|\\|\\|"
                            + "|(?<![\\s*])\\*|\\*(?!\\s|$)"
                            + "|(?<![\\p{L}\\p{N}_])_(?!\\s|$)|(?<![\\s_])_(?![\\p{L}\\p{N}])"
                            + "|\\[(?=[^\\]]{0,200}\\]\\()"
                            + "|<(?=[A-Za-z/!?])(?![a-z]+:)"
                            + "|^#{1,6}(?=\\s|$)"
                            + "|^>");

    private MarkdownEscapes() {}

    static String of(String words) {
        StringBuilder escaped = new StringBuilder(words.length() + 8);
        Matcher address = ADDRESS.matcher(words);
        int done = 0;
        while (address.find()) {
            escaped.append(marks(words.substring(done, address.start()))).append(address.group());
            done = address.end();
        }
        return escaped.append(marks(words.substring(done))).toString();
    }

    private static String marks(String words) {
        return MARK.matcher(words)
                .replaceAll(match -> "\\\\" + Matcher.quoteReplacement(match.group()));
    }
}
