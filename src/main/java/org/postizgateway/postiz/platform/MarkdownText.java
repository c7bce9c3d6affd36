package org.postizgateway.postiz.platform;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The Markdown that Postiz makes of stored HTML for networks that read it. */
final class MarkdownText implements NodeVisitor {

    private final StringBuilder text = new StringBuilder();

    private MarkdownText() {}

    static String of(Element body) {
        MarkdownText form = new MarkdownText();
        body.traverse(form);
        return form.text.toString();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            text.append(Entities.decodedOnceMore(words.getWholeText()).replace('\u00a0', ' '));
        } else if (node instanceof Element element) {
            text.append(
                    switch (element.normalName()) {
                        case "h1" -> "# ";
                        case "h2" -> "## ";
                        case "h3" -> "### ";
                        case "li" -> "- ";
                        case "u" -> "__";
                        case "strong" -> "**";
                        case "a" -> element.hasAttr("href") ? "[" : "";
                        default -> "";
                    });
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            text.append(
                    switch (element.normalName()) {
                        case "h1", "h2", "h3", "p" -> "\n";
                        case "u" -> "__";
                        case "strong" -> "**";
                        case "a" ->
                                element.hasAttr("href") ? "](" + element.attr("href") + ")" : "";
                        default -> "";
                    });
        }
    }
}
