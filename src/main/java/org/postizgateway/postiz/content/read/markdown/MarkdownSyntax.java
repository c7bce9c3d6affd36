package org.postizgateway.postiz.content.read.markdown;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
import org.postizgateway.postiz.content.read.html.Tags;

/**
 * The Markdown that is read: CommonMark with tables and strike-through of GitHub, where a line feed
 * is a line break and an indented line no code, as people write posts.
 */
final class MarkdownSyntax {

    private static final int MAX_DEPTH = 100;

    /** A noncharacter, which no text holds. */
    private static final char ASIDE = '\uFDD0';

    private static final char REPLACEMENT = '\uFFFD';

    private static final Pattern AUTOLINK =
            Pattern.compile(
                    ASIDE + "([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\\s<>" + ASIDE + "]{1,2000}+)>");

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

    /**
     * Brackets that begin no tag are set aside meanwhile: the parser would look for the end of each
     * of them, which takes quadratic time.
     */
    static Node parse(String text) {
        String whole = text.replace(ASIDE, REPLACEMENT);
        String aside = Tags.of(whole).replaced(String.valueOf(ASIDE));
        return PARSER.parse(AUTOLINK.matcher(aside).replaceAll("<$1>"));
    }

    /** HTML of a parsed text, with the brackets back. */
    static String html(Node document) {
        return RENDERER.render(document).replace(String.valueOf(ASIDE), "&lt;");
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
