package org.postizgateway.postiz.platform;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The plain text that Postiz makes of HTML content before it counts it and, on most networks,
 * before it publishes it (contract, sections 5 and 6.5).
 *
 * <p>A paragraph starts a line, a list item becomes {@code - item}, bold and underlined letters
 * become Unicode look-alikes of two units each, a link becomes its address and a {@code <br>}
 * vanishes. Content without any {@code <p>} is not converted at all: its markup counts.
 */
public final class NormalText {

    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final char COMBINING_LOW_LINE = '\u0332';
    private static final int BOLD_UPPER_A = 0x1D5D4;
    private static final int BOLD_LOWER_A = 0x1D5EE;
    private static final int BOLD_ZERO = 0x1D7EC;

    private final StringBuilder text = new StringBuilder();
    private boolean listSeen;
    private boolean listEndSeen;

    private NormalText() {}

    public static String of(String content) {
        Document document = Jsoup.parseBodyFragment(content);
        document.outputSettings().prettyPrint(false);
        if (document.body().selectFirst("p") == null) {
            return document.body().html();
        }
        NormalText form = new NormalText();
        form.children(document.body(), Style.PLAIN);
        return form.text.toString();
    }

    private void children(Element element, Style style) {
        element.childNodes().forEach(node -> append(node, style));
    }

    private void append(Node node, Style style) {
        if (node instanceof TextNode words) {
            words.getWholeText().codePoints().forEach(letter -> appendLetter(letter, style));
        } else if (node instanceof Element element) {
            switch (element.normalName()) {
                case "p" -> appendParagraph(element, style);
                case "ul" -> appendList(element, style);
                case "li" -> appendListItem(element, style);
                case "a" -> appendLink(element, style);
                case "strong" -> children(element, Style.BOLD);
                case "u" -> children(element, style == Style.BOLD ? style : Style.UNDERLINED);
                default -> children(element, style);
            }
        }
    }

    private void appendParagraph(Element paragraph, Style style) {
        boolean first = paragraph.previousSibling() == null && isBody(paragraph.parent());
        if (!first && !endsFirstList(paragraph)) {
            text.append('\n');
        }
        children(paragraph, style);
    }

    /** The line break after the first list is dropped: its last item has already brought one. */
    private boolean endsFirstList(Element paragraph) {
        boolean afterList =
                paragraph.previousSibling() instanceof Element previous
                        && previous.normalName().equals("ul");
        boolean first = afterList && !listEndSeen;
        listEndSeen |= afterList;
        return first;
    }

    private void appendList(Element list, Style style) {
        if (!listSeen) {
            listSeen = true;
            text.append('\n');
        }
        children(list, style);
    }

    private void appendListItem(Element item, Style style) {
        NormalText inner = new NormalText();
        inner.listSeen = listSeen;
        inner.children(item, style);
        text.append("- ").append(inner.text.toString().replace("\n", "")).append('\n');
    }

    private void appendLink(Element link, Style style) {
        if (link.hasAttr("href")) {
            text.append(link.attr("href"));
        } else {
            children(link, style);
        }
    }

    private void appendLetter(int letter, Style style) {
        if (letter == NO_BREAK_SPACE) {
            text.append(' ');
        } else if (style == Style.BOLD) {
            text.appendCodePoint(bold(letter));
        } else {
            text.appendCodePoint(letter);
            if (style == Style.UNDERLINED && isAsciiLetterOrDigit(letter)) {
                text.append(COMBINING_LOW_LINE);
            }
        }
    }

    private static int bold(int letter) {
        if (letter >= 'A' && letter <= 'Z') {
            return BOLD_UPPER_A + letter - 'A';
        }
        if (letter >= 'a' && letter <= 'z') {
            return BOLD_LOWER_A + letter - 'a';
        }
        return letter >= '0' && letter <= '9' ? BOLD_ZERO + letter - '0' : letter;
    }

    private static boolean isAsciiLetterOrDigit(int letter) {
        return letter < 128 && Character.isLetterOrDigit(letter);
    }

    private static boolean isBody(Node node) {
        return node instanceof Element element && element.normalName().equals("body");
    }

    private enum Style {
        PLAIN,
        BOLD,
        UNDERLINED
    }
}
