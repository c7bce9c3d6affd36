package org.postizgateway.postiz.platform;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * What Postiz hands to a network for stored content (contract, section 5 and 6.5), in each {@link
 * TextForm}.
 */
public final class PublishedText {

    private static final Pattern ANY_TAG = Pattern.compile("(?i)</?[a-z][^>]*+>");
    private static final Set<String> KEPT =
            Set.of("ul", "li", "h1", "h2", "h3", "p", "strong", "u", "a");

    private PublishedText() {}

    /**
     * The text of a post.
     *
     * @param content as stored. Without any tag it is published as it is
     */
    public static String of(String content, TextForm form) {
        if (!ANY_TAG.matcher(content).find()) {
            return content;
        }
        return switch (form) {
            case PLAIN -> NormalText.of(content);
            case TWEET -> tweet(html(content));
            case TELEGRAM -> lines(body(html(content)));
            case CHAT, MARKDOWN -> MarkdownText.of(body(content));
            case HTML -> html(content);
        };
    }

    private static String tweet(String html) {
        return ANY_TAG.matcher(html).find() ? NormalText.of(html) : html;
    }

    private static String html(String content) {
        Element body = body(content);
        for (Element element : body.getAllElements()) {
            if (element != body && !KEPT.contains(element.normalName())) {
                element.unwrap();
            }
        }
        return Entities.decodedInHtml(body.html());
    }

    private static Element body(String content) {
        Document document = Jsoup.parseBodyFragment(content);
        document.outputSettings().prettyPrint(false);
        return document.body();
    }

    private static String lines(Element body) {
        StringBuilder text = new StringBuilder();
        body.traverse(
                new org.jsoup.select.NodeVisitor() {
                    @Override
                    public void head(Node node, int depth) {
                        if (node instanceof TextNode words) {
                            text.append(words.getWholeText());
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        if (node instanceof Element element && element.normalName().equals("p")) {
                            text.append('\n');
                        }
                    }
                });
        return text.toString();
    }
}
