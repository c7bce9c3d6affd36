package org.postizgateway.postiz.preflight;

import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Brings content into the form in which Postiz publishes it as meant: HTML with each line in a
 * {@code <p>} (contract, section 6.5).
 *
 * <ul>
 *   <li>Text without tags of HTML is escaped and wrapped line by line, so that it shows as typed.
 *   <li>HTML without any {@code <p>}, whose markup would be published literally, gets them; without
 *       any blocks at all, one per line.
 *   <li>Tags that Postiz drops are replaced by what it keeps: {@code <br>} by a new paragraph,
 *       {@code <div>} by a paragraph, {@code <b>} by {@code <strong>}.
 * </ul>
 */
final class ContentHtml {

    /** Tags by which a text is taken for HTML: those Postiz keeps and what is written instead. */
    private static final String TAGS =
            "p, br, strong, u, a, ul, ol, li, h1, h2, h3, h4, h5, h6, span, div, b, i, em, s, code,"
                    + " pre, blockquote, img, script, style";

    private static final String BLOCKS = "p, ul, ol, li, h1, h2, h3, h4, h5, h6, div, blockquote";
    private static final String REPLACED = "br, div, b";

    private ContentHtml() {}

    static String of(String content) {
        Document document = Jsoup.parseBodyFragment(content);
        document.outputSettings().prettyPrint(false);
        Element body = document.body();
        if (body.select(TAGS).isEmpty()) {
            return lines(content);
        }
        if (body.selectFirst("p") != null && body.select(REPLACED).isEmpty()) {
            return content;
        }
        body.select("b").tagName("strong");
        body.select("div").stream().filter(ContentHtml::holdsNoBlocks).forEach(d -> d.tagName("p"));
        if (body.selectFirst("p") == null) {
            if (holdsNoBlocks(body)) {
                body.textNodes().forEach(ContentHtml::breakLines);
            }
            wrapInline(body);
            body.select("li").forEach(ContentHtml::wrapInline);
        }
        body.select("p").forEach(ContentHtml::splitAtBreaks);
        body.select("br").forEach(br -> br.replaceWith(new TextNode(" ")));
        return body.html();
    }

    private static String lines(String text) {
        return text.lines()
                .map(line -> line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .map(line -> "<p>" + line + "</p>")
                .collect(Collectors.joining());
    }

    /** Where only words are marked up, line breaks are meant as such. */
    private static void breakLines(TextNode text) {
        String[] lines = text.getWholeText().split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                text.before(new Element("br"));
            }
            text.before(new TextNode(lines[i]));
        }
        text.remove();
    }

    /** Puts each run of children that are no blocks into a paragraph. */
    private static void wrapInline(Element parent) {
        Element paragraph = null;
        for (Node child : List.copyOf(parent.childNodes())) {
            if (child instanceof Element element && element.is(BLOCKS)) {
                paragraph = null;
            } else if (paragraph != null) {
                paragraph.appendChild(child);
            } else if (!(child instanceof TextNode text && text.isBlank())) {
                paragraph = new Element("p");
                child.before(paragraph);
                paragraph.appendChild(child);
            }
        }
    }

    /** One paragraph per line; a list item, which Postiz joins to one line, stays whole. */
    private static void splitAtBreaks(Element paragraph) {
        if (paragraph.children().stream().noneMatch(ContentHtml::isBreak)
                || paragraph.closest("li") != null) {
            return;
        }
        Element line = new Element("p");
        paragraph.before(line);
        for (Node child : List.copyOf(paragraph.childNodes())) {
            if (child instanceof Element element && isBreak(element)) {
                line = new Element("p");
                paragraph.before(line);
            } else {
                line.appendChild(child);
            }
        }
        paragraph.remove();
    }

    private static boolean isBreak(Element element) {
        return element.normalName().equals("br");
    }

    private static boolean holdsNoBlocks(Element element) {
        return element.children().stream().noneMatch(child -> child.is(BLOCKS));
    }
}
