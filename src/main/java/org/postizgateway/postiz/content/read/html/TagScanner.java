package org.postizgateway.postiz.content.read.html;

import java.util.Locale;
import java.util.Optional;

/**
 * Reads what may be a tag. No more work than a small multiple of the length of the text is spent on
 * what turns out to be none; after that nothing more is taken for a tag.
 */
final class TagScanner {

    private static final int WORK_PER_CHARACTER = 8;

    private final String text;
    private long work;
    private boolean commentsEnd = true;

    TagScanner(String text) {
        this.text = text;
        this.work = (long) WORK_PER_CHARACTER * text.length() + 1_000;
    }

    /**
     * A tag or a comment.
     *
     * @param end behind the closing bracket
     * @param name in lower case; empty for a comment
     */
    record Scanned(int start, int end, String name, boolean closing) {

        boolean comment() {
            return name.isEmpty();
        }
    }

    /** The tag that starts at a bracket, if it is one. */
    Optional<Scanned> at(int start) {
        if (work <= 0) {
            return Optional.empty();
        }
        if (text.startsWith("<!--", start)) {
            return comment(start);
        }
        boolean closing = text.startsWith("</", start);
        int nameStart = closing ? start + 2 : start + 1;
        int at = nameStart;
        while (at < text.length() && isNameLetter(text.charAt(at), at > nameStart)) {
            at++;
        }
        int end = at == nameStart ? -1 : end(at);
        if (end < 0) {
            return Optional.empty();
        }
        String name = text.substring(nameStart, at).toLowerCase(Locale.ROOT);
        return Optional.of(new Scanned(start, end, name, closing));
    }

    private Optional<Scanned> comment(int start) {
        int end = commentsEnd ? text.indexOf("-->", start) : -1;
        commentsEnd = end >= 0;
        return commentsEnd ? Optional.of(new Scanned(start, end + 3, "", false)) : Optional.empty();
    }

    /** Behind the bracket that closes a tag, from the end of its name on; negative for no tag. */
    private int end(int from) {
        int at = from;
        while (at < text.length()) {
            int next = skipSpace(at);
            if (next < text.length() && text.charAt(next) == '>') {
                return next + 1;
            }
            if (text.startsWith("/>", next)) {
                return next + 2;
            }
            int attribute = next > at ? attribute(next) : -1;
            if (attribute < 0) {
                work -= next - from;
                return -1;
            }
            at = attribute;
        }
        work -= at - from;
        return -1;
    }

    private int attribute(int from) {
        int at = from;
        while (at < text.length() && isAttributeLetter(text.charAt(at), at > from)) {
            at++;
        }
        if (at == from) {
            return -1;
        }
        int equals = skipSpace(at);
        if (equals >= text.length() || text.charAt(equals) != '=') {
            return at;
        }
        return value(skipSpace(equals + 1));
    }

    private int value(int from) {
        if (from >= text.length()) {
            return -1;
        }
        char quote = text.charAt(from);
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, from + 1);
            work -= end < 0 ? text.length() - from : 0;
            return end < 0 ? -1 : end + 1;
        }
        int at = from;
        while (at < text.length() && isUnquoted(text.charAt(at))) {
            at++;
        }
        return at > from ? at : -1;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isNameLetter(char letter, boolean inside) {
        return isAsciiLetter(letter) || (inside && (isDigit(letter) || letter == '-'));
    }

    private static boolean isAttributeLetter(char letter, boolean inside) {
        return isAsciiLetter(letter)
                || letter == '_'
                || letter == ':'
                || letter == '@'
                || (inside && (isDigit(letter) || letter == '-' || letter == '.'));
    }

    private static boolean isUnquoted(char letter) {
        return !Character.isWhitespace(letter) && "\"'=<>`".indexOf(letter) < 0;
    }

    private static boolean isAsciiLetter(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
