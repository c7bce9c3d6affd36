package org.postizgateway.postiz.content.write;

import org.jsoup.parser.Parser;

/** Writes letters so that they arrive as such. */
final class Escapes {

    private static final int LONGEST_ENTITY = 34;

    private Escapes() {}

    /** For one reading of entities: by Postiz, when it makes text of stored HTML. */
    static String once(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * For two readings: by Postiz, when it writes HTML with bare letters, and by who reads that.
     */
    static String twice(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            switch (letter) {
                case '<' -> escaped.append("&amp;lt;");
                case '>' -> escaped.append("&amp;gt;");
                case '&' -> escaped.append(startsEntity(text, at) ? "&amp;amp;" : "&amp;");
                default -> escaped.append(letter);
            }
        }
        return escaped.toString();
    }

    /** An address in an attribute, without the letters that end one. */
    static String address(String address) {
        return once(
                address.replace("\"", "%22")
                        .replace("<", "%3C")
                        .replace(">", "%3E")
                        .replace(" ", "%20"));
    }

    private static boolean startsEntity(String text, int at) {
        String start = text.substring(at, Math.min(text.length(), at + LONGEST_ENTITY));
        return !Parser.unescapeEntities(start, false).startsWith("&")
                || start.regionMatches(true, 0, "&amp", 0, 4);
    }
}
