package org.postizgateway.postiz.content.read;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The Markdown that is read: CommonMark with tables and strike-through of GitHub, where a line feed
 * is a line break and an indented line no code, as people write posts.
 */
final class MarkdownSyntax {

    private static final int MAX_DEPTH = 100;

    private static final List<Extension> EXTENSIONS =
            List.of(
                    StrikethroughExtension.builder().requireTwoTildes(true).build(),
                    TablesExtension.create());

    private static final Set<Class<? extends Block>> BLOCKS =
            Set.of(
                    Heading.class,
                    FencedCodeBlock.class,
                    ListBlock.class,
                    BlockQuote.class,
                    HtmlBlock.class,
                    ThematicBreak.class);

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(EXTENSIONS)
                    .enabledBlockTypes(BLOCKS)
                    .customBlockParserFactory(new DashLine.Factory())
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                    .build();

    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).softbreak("<br>").build();

    private MarkdownSyntax() {}

    static Node parse(String text) {
        return PARSER.parse(text);
    }

    static String html(Node document) {
        return RENDERER.render(document);
    }

    /** Whether more lies inside each other than anybody means. Walks without recursion. */
    static boolean isTooDeep(Node document) {
        int depth = 0;
        Node node = document;
        while (node != null) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
            } else {
                while (node != null && node.getNext() == null) {
                    node = node.getParent();
                    depth--;
                }
                node = node == null ? null : node.getNext();
            }
            if (depth > MAX_DEPTH) {
                return true;
            }
        }
        return false;
    }
}
