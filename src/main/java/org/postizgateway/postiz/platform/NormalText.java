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
 * become Unicode look-alikes of two units each, a link becomes its address (inside bold in
 * look-alikes too, so that it leads nowhere) and a {@code <br>} vanishes. Content without any
 * {@code <p>} that has no attributes is not converted at all: its markup counts.
 */
public final class NormalText {

    private static final char NO_BREAK_SPACE = '\u00a0';

    private final StringBuilder text = new StringBuilder();
    private boolean listSeen;
    private boolean listEndSeen;

    private NormalText() {}

    public static String of(String content) {
        Document document = Jsoup.parseBodyFragment(content);
        document.outputSettings().prettyPrint(false);
        if (document.body().select("p").stream().noneMatch(p -> p.attributes().isEmpty())) {
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
            Entities.decodedOnceMore(words.getWholeText())
                    .codePoints()
                    .forEach(letter -> appendLetter(letter, style));
        } else if (node instanceof Element element) {
            switch (element.normalName()) {
                case "p" -> appendParagraph(element, style);
                case "ul" -> appendList(element, style);
                case "li" -> appendListItem(element, style);
                case "a" -> appendLink(element, style);
                case "strong" -> children(element, inTag(element, "<strong>", style, Style.BOLD));
                case "u" ->
                        children(
                                element,
                                style == Style.BOLD
                                        ? style
                                        : inTag(element, "<u>", style, Style.UNDERLINED));
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
            link.attr("href").codePoints().forEach(letter -> appendLetter(letter, style));
        } else {
            children(link, style);
        }
    }

    /** Words that occur in the very tag keep their look: Postiz replaces the tag's letters. */
    private static Style inTag(Element element, String tag, Style outer, Style own) {
        return tag.contains(element.html()) ? outer : own;
    }

    private void appendLetter(int letter, Style style) {
        if (letter == NO_BREAK_SPACE) {
            text.append(' ');
        } else if (style == Style.BOLD) {
            text.appendCodePoint(LookAlikes.bold(letter));
        } else if (style == Style.UNDERLINED) {
            LookAlikes.appendUnderlined(letter, text);
        } else {
            text.appendCodePoint(letter);
        }
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
