package org.postizgateway.postiz.content.read.html;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.parser.Tag;

/**
 * Tells the tags of a text from other things in angle brackets: {@code a<b && c>d}, {@code Box<U>},
 * {@code <@123>}. A tag has a name and attributes as HTML has them, and a partner where it needs
 * one.
 */
public final class Tags {

    private static final Set<String> VOID =
            Set.of(
                    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                    "param", "source", "track", "wbr");

    /** Whose end may be left out (HTML Standard, section 13.1.2.4). */
    private static final Set<String> NO_END =
            Set.of(
                    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
                    "html", "head", "body");

    /** Void tags by which a text is taken for HTML. */
    private static final Set<String> TELLING = Set.of("br", "hr", "img");

    private static final Set<String> INLINE =
            Set.of(
                    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark",
                    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
                    "var", "wbr");

    private final String text;
    private final List<Found> found = new ArrayList<>();
    private boolean html;
    private boolean blocks;

    private Tags(String text) {
        this.text = text;
    }

    public static Tags of(String text) {
        Tags tags = new Tags(text);
        TagScanner scanner = new TagScanner(text);
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            scanner.at(at).map(Found::new).ifPresent(tags.found::add);
        }
        tags.pair();
        tags.judge();
        return tags;
    }

    /** Whether the text is HTML beyond doubt. */
    public boolean areHtml() {
        return html;
    }

    /** Whether there is more than tags that mark up words. */
    public boolean haveBlocks() {
        return blocks;
    }

    /** The text with each angle bracket that is none of a tag as an entity. */
    String escaped() {
        return replaced("&lt;");
    }

    /** The text with each angle bracket that is none of a tag replaced. */
    public String replaced(String bracket) {
        StringBuilder escaped = new StringBuilder(text.length() + 64);
        int done = 0;
        for (Found tag : found) {
            if (tag.use != Use.TEXT) {
                replace(done, tag.scanned.start(), bracket, escaped);
                if (tag.use == Use.TAG) {
                    escaped.append(text, tag.scanned.start(), tag.scanned.end());
                }
                done = tag.scanned.end();
            }
        }
        replace(done, text.length(), bracket, escaped);
        return escaped.toString();
    }

    private void replace(int from, int to, String bracket, StringBuilder target) {
        for (int at = from; at < to; at++) {
            char letter = text.charAt(at);
            if (letter == '<') {
                target.append(bracket);
            } else {
                target.append(letter);
            }
        }
    }

    private void pair() {
        Map<String, Deque<Found>> open = new HashMap<>();
        for (Found tag : found) {
            String name = tag.scanned.name();
            if (!tag.scanned.closing()) {
                open.computeIfAbsent(name, key -> new ArrayDeque<>()).push(tag);
            } else if (!open.getOrDefault(name, new ArrayDeque<>()).isEmpty()) {
                tag.paired = true;
                open.get(name).pop().paired = true;
            }
        }
    }

    private void judge() {
        int start = text.length() - text.stripLeading().length();
        for (Found tag : found) {
            tag.use = use(tag);
            String name = tag.scanned.name();
            if (tag.use == Use.TAG && !tag.scanned.comment() && Tag.isKnownTag(name)) {
                html |=
                        tag.paired
                                || TELLING.contains(name)
                                || (NO_END.contains(name) && tag.scanned.start() == start);
                blocks |= !INLINE.contains(name);
            }
        }
    }

    private Use use(Found tag) {
        String name = tag.scanned.name();
        if (tag.scanned.comment() || tag.paired || VOID.contains(name)) {
            return Use.TAG;
        }
        if (tag.scanned.closing()) {
            return Tag.isKnownTag(name) ? Use.LEFT_OUT : Use.TEXT;
        }
        if (NO_END.contains(name) || name.contains("-")) {
            return Use.TAG;
        }
        return Tag.isKnownTag(name) && !isTypeParameter(tag) ? Use.TAG : Use.TEXT;
    }

    /** {@code Box<U>}, {@code List<B>}: a bracket right behind a word, or one large letter. */
    private boolean isTypeParameter(Found tag) {
        int start = tag.scanned.start();
        boolean behindWord = start > 0 && Character.isLetterOrDigit(text.charAt(start - 1));
        boolean largeLetter =
                tag.scanned.end() - start == 3 && Character.isUpperCase(text.charAt(start + 1));
        return behindWord || largeLetter;
    }

    private enum Use {
        TAG,
        LEFT_OUT,
        TEXT
    }

    private static final class Found {
        private final TagScanner.Scanned scanned;
        private boolean paired;
        private Use use = Use.TEXT;

        private Found(TagScanner.Scanned scanned) {
            this.scanned = scanned;
        }
    }
}
