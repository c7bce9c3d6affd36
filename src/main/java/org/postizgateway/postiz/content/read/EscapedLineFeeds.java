package org.postizgateway.postiz.content.read;

import java.util.regex.Pattern;

/**
 * Line feeds that were escaped once too often, so that a backslash and an n arrive. They are such
 * where no real line feed is and where a path ({@code C:\new}) or a name is not meant.
 */
final class EscapedLineFeeds {

    private static final Pattern ESCAPED = Pattern.compile("(?:\\\\r)?\\\\n");

    /** Two in a row, or one before what starts a sentence, an item or nothing. */
    private static final Pattern TELLING =
            Pattern.compile(
                    "(?<!\\\\)\\\\n(?:\\\\r)?\\\\n"
                            + "|(?<=[.!?:;,)\"\\p{So}])\\\\n(?![a-z])"
                            + "|(?<=[\\p{L}\\p{N}])\\\\n(?=\\p{Lu}\\p{Ll}|[-*\\u2022#]|\\d+[.)] )");

    private EscapedLineFeeds() {}

    static boolean areIn(String text) {
        return text.indexOf('\n') < 0 && ESCAPED.matcher(text).find();
    }

    /** Whether they are meant as line feeds. */
    static boolean areMeant(String text) {
        return areIn(text) && TELLING.matcher(text).find();
    }

    static String replaced(String text) {
        return ESCAPED.matcher(text).replaceAll("\n");
    }
}
