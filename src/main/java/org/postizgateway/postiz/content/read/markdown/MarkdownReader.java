package org.postizgateway.postiz.content.read.markdown;

import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.postizgateway.postiz.content.document.ContentFormat;
import org.postizgateway.postiz.content.document.Document;
import org.postizgateway.postiz.content.document.Reading;
import org.postizgateway.postiz.content.read.html.HtmlReader;
import org.postizgateway.postiz.content.read.html.Remarks;
import org.postizgateway.postiz.content.read.html.Tags;

/** Reads Markdown by way of its HTML. Empty lines of the text stay empty lines. */
public final class MarkdownReader {

    private static final String BLANK_LINE = "<p></p>";

    private MarkdownReader() {}

    public static Reading read(String text) {
        Node document = MarkdownSyntax.parse(text);
        if (MarkdownSyntax.isTooDeep(document)) {
            return new Reading(
                    ContentFormat.MARKDOWN,
                    new Document(List.of()),
                    List.of(),
                    List.of(Remarks.TOO_DEEP));
        }
        document.accept(new PlainStars());
        document.accept(new KeptDefinitions(document));
        blankLines(document);
        return HtmlReader.read(Tags.of(MarkdownSyntax.html(document)));
    }

    private static void blankLines(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            Node previous = node.getPrevious();
            if (previous != null && isLaidOut(node) && isLaidOut(previous)) {
                for (int i = gap(previous, node); i > 0; i--) {
                    HtmlBlock blank = new HtmlBlock();
                    blank.setLiteral(BLANK_LINE);
                    node.insertBefore(blank);
                }
            }
            if (!(node instanceof Paragraph) && !(node instanceof CustomBlock)) {
                blankLines(node);
            }
        }
    }

    private static boolean isLaidOut(Node node) {
        return !node.getSourceSpans().isEmpty()
                && (node instanceof org.commonmark.node.Block)
                && !(node instanceof LinkReferenceDefinition);
    }

    /** Lines between two blocks. */
    private static int gap(Node before, Node after) {
        List<SourceSpan> spans = before.getSourceSpans();
        int end = spans.get(spans.size() - 1).getLineIndex();
        return Math.max(0, after.getSourceSpans().get(0).getLineIndex() - end - 1);
    }

    /** Stars within a word or a sum stay what they are: {@code 5*3*2}. */
    private static final class PlainStars extends AbstractVisitor {

        @Override
        public void visit(Emphasis emphasis) {
            visitChildren(emphasis);
            unwrap(emphasis, emphasis.getOpeningDelimiter());
        }

        @Override
        public void visit(StrongEmphasis strong) {
            visitChildren(strong);
            unwrap(strong, strong.getOpeningDelimiter());
        }

        private static void unwrap(Node node, String delimiter) {
            if (MarkdownMarks.isInsideWord(node)) {
                node.insertBefore(new Text(delimiter));
                for (Node child = node.getFirstChild(); child != null; ) {
                    Node next = child.getNext();
                    node.insertBefore(child);
                    child = next;
                }
                node.insertBefore(new Text(delimiter));
                node.unlink();
            }
        }
    }

    /** The definition of a link that no link uses would vanish: it is text. */
    private static final class KeptDefinitions extends AbstractVisitor {

        private final java.util.Set<String> used = new java.util.HashSet<>();

        private KeptDefinitions(Node document) {
            document.accept(
                    new AbstractVisitor() {
                        @Override
                        public void visit(org.commonmark.node.Link link) {
                            used.add(link.getDestination());
                            visitChildren(link);
                        }

                        @Override
                        public void visit(org.commonmark.node.Image image) {
                            used.add(image.getDestination());
                            visitChildren(image);
                        }
                    });
        }

        @Override
        public void visit(LinkReferenceDefinition definition) {
            if (!used.contains(definition.getDestination())) {
                Paragraph paragraph = new Paragraph();
                paragraph.setSourceSpans(definition.getSourceSpans());
                String title =
                        definition.getTitle() == null ? "" : " \"" + definition.getTitle() + "\"";
                paragraph.appendChild(
                        new Text(
                                "["
                                        + definition.getLabel()
                                        + "]: "
                                        + definition.getDestination()
                                        + title));
                definition.insertBefore(paragraph);
                definition.unlink();
            }
        }
    }
}
