package org.postizgateway.postiz.platform;

import java.util.regex.Pattern;

/**
 * How Postiz replaces entities when it makes text of HTML: one after the other, so that what the
 * first leaves behind is replaced by the next.
 */
final class Entities {

    private static final Pattern AMPERSAND = Pattern.compile("(?i)&amp;");
    private static final Pattern SPACE = Pattern.compile("(?i)&nbsp;");
    private static final Pattern QUOTE = Pattern.compile("(?i)&quot;");
    private static final Pattern GREATER = Pattern.compile("(?i)&gt;");
    private static final Pattern LESS = Pattern.compile("(?i)&lt;");

    private Entities() {}

    /** What becomes of text, already read from HTML, on networks of plain text and of Markdown. */
    static String decodedOnceMore(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return brackets(rest(text.replace("<", "&lt;").replace(">", "&gt;")));
    }

    /** What becomes of HTML on networks that take it. */
    static String decodedInHtml(String html) {
        return rest(AMPERSAND.matcher(brackets(html)).replaceAll("&"));
    }

    private static String brackets(String text) {
        return LESS.matcher(GREATER.matcher(text).replaceAll(">")).replaceAll("<");
    }

    private static String rest(String text) {
        String spaced = SPACE.matcher(text).replaceAll(" ");
        return QUOTE.matcher(spaced).replaceAll("\"").replace("&#39;", "'");
    }
}
