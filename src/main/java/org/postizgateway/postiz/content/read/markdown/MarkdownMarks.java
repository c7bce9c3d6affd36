package org.postizgateway.postiz.content.read.markdown;

import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * Tells whether a text is Markdown beyond doubt: bold or struck words, a link or a picture with a
 * full address, a title, a block of code, a table. Lists and quotes look as plain text as they do
 * in Markdown, and single stars and underscores mean too many things.
 */
public final class MarkdownMarks extends AbstractVisitor {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://|mailto:).+");
    private static final Pattern IDENTIFIER = Pattern.compile("\\w+");

    private final String text;
    private boolean found;

    private MarkdownMarks(String text) {
        this.text = text;
    }

    public static boolean areIn(String text) {
        if (!mayHold(text)) {
            return false;
        }
        Node document = MarkdownSyntax.parse(text);
        if (MarkdownSyntax.isTooDeep(document)) {
            return false;
        }
        MarkdownMarks marks = new MarkdownMarks(text);
        document.accept(marks);
        return marks.found;
    }

    /** Spares most texts the parser. */
    private static boolean mayHold(String text) {
        return text.contains("**")
                || text.contains("__")
                || text.contains("](")
                || text.contains("][")
                || text.contains("]:")
                || text.contains("# ")
                || text.contains("```")
                || text.contains("~~")
                || text.contains("|");
    }

    /** Whether letters or digits touch both sides, so that the marks belong to a word or a sum. */
    static boolean isInsideWord(Node node) {
        return node.getPrevious() instanceof Text before
                && node.getNext() instanceof Text after
                && !before.getLiteral().isEmpty()
                && !after.getLiteral().isEmpty()
                && Character.isLetterOrDigit(
                        before.getLiteral().charAt(before.getLiteral().length() - 1))
                && Character.isLetterOrDigit(after.getLiteral().charAt(0));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        boolean identifier =
                strong.getOpeningDelimiter().equals("__")
                        && strong.getFirstChild() instanceof Text name
                        && name.getNext() == null
                        && IDENTIFIER.matcher(name.getLiteral()).matches();
        found |= !identifier && !isInsideWord(strong);
        visitChildren(strong);
    }

    @Override
    public void visit(Link link) {
        boolean bracketed = !startsWith(link, "<");
        found |= bracketed && ADDRESS.matcher(link.getDestination()).matches();
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        found |= ADDRESS.matcher(image.getDestination()).matches();
        visitChildren(image);
    }

    @Override
    public void visit(FencedCodeBlock code) {
        found |= code.getClosingFenceLength() != null;
    }

    /** One number sign may count something: {@code # 1 in the charts}. */
    @Override
    public void visit(Heading heading) {
        boolean marked = startsWith(heading, "#") && heading.getFirstChild() != null;
        boolean title =
                heading.getFirstChild() instanceof Text words
                        && !words.getLiteral().isEmpty()
                        && !Character.isDigit(words.getLiteral().charAt(0))
                        && heading.getNext() != null;
        found |= marked && (heading.getLevel() > 1 || title);
        visitChildren(heading);
    }

    @Override
    public void visit(CustomNode node) {
        found |= node instanceof Strikethrough && !isInsideWord(node);
        visitChildren(node);
    }

    @Override
    public void visit(CustomBlock block) {
        found |= block instanceof TableBlock;
        visitChildren(block);
    }

    private boolean startsWith(Node node, String mark) {
        return node.getSourceSpans().stream()
                .findFirst()
                .map(SourceSpan::getInputIndex)
                .filter(index -> text.startsWith(mark, index))
                .isPresent();
    }
}
