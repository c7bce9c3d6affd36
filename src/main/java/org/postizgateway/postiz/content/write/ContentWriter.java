package org.postizgateway.postiz.content.write;

import org.postizgateway.postiz.content.document.Document;
import org.postizgateway.postiz.platform.TextForm;

/** Writes documents as the HTML that Postiz publishes as they look. */
public final class ContentWriter {

    private ContentWriter() {}

    /**
     * @param marksAreMeant whether marks of Markdown in the text are meant as such where the
     *     network reads Markdown
     */
    public static Written write(Document document, TextForm form, boolean marksAreMeant) {
        return switch (form) {
            case PLAIN -> lines(new Layout(), new PlainLetters(Escapes::once, false), document);
            case TWEET -> lines(new Layout(), new PlainLetters(Escapes::twice, false), document);
            case TELEGRAM -> lines(new Layout(), new PlainLetters(Escapes::twice, true), document);
            case CHAT -> markdown(true, marksAreMeant, document);
            case MARKDOWN -> markdown(false, marksAreMeant, document);
            case HTML -> new HtmlWriter().write(document);
        };
    }

    private static Written markdown(
            boolean lineFeedsCount, boolean marksAreMeant, Document document) {
        return lines(
                new MarkdownLayout(lineFeedsCount), new MarkdownLetters(marksAreMeant), document);
    }

    private static Written lines(Layout layout, Letters letters, Document document) {
        return new LineWriter(layout, letters).write(document);
    }
}
