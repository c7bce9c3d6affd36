package org.postizgateway.postiz.content.write;

import org.postizgateway.postiz.content.document.Inline;
import org.postizgateway.postiz.content.document.Style;

/**
 * Writes words for networks that read Markdown: what Postiz has tags for in tags, the rest in marks
 * of Markdown, and characters that would be taken for marks behind a backslash.
 */
final class MarkdownLetters extends Letters {

    private final boolean marksAreMeant;

    /**
     * @param marksAreMeant whether the text is written for such a network, so that marks in it are
     *     meant as such
     */
    MarkdownLetters(boolean marksAreMeant) {
        this.marksAreMeant = marksAreMeant;
    }

    @Override
    String escape(String text) {
        return Escapes.once(text);
    }

    /** Marks touch words, not the spaces around them. */
    @Override
    String words(Inline.Text text) {
        String all = text.text();
        String words = all.strip();
        if (words.isEmpty() || text.styles().isEmpty()) {
            return escape(plain(all));
        }
        int start = all.indexOf(words);
        return escape(all.substring(0, start))
                + marked(words, text)
                + escape(all.substring(start + words.length()));
    }

    private String marked(String words, Inline.Text text) {
        String html = text.is(Style.CODE) ? escape(code(words)) : escape(plain(words));
        if (text.is(Style.ITALIC)) {
            html = "*" + html + "*";
        }
        if (text.is(Style.STRIKE)) {
            html = "~~" + html + "~~";
        }
        if (text.is(Style.UNDERLINE)) {
            html = "<u>" + html + "</u>";
        }
        return text.is(Style.BOLD) ? "<strong>" + html + "</strong>" : html;
    }

    private String plain(String words) {
        return marksAreMeant ? words : MarkdownEscapes.of(words);
    }

    private static String code(String words) {
        String fence = "`";
        while (words.contains(fence)) {
            fence += "`";
        }
        String space = words.startsWith("`") || words.endsWith("`") ? " " : "";
        return fence + space + words + space + fence;
    }

    @Override
    String link(Inline.Link link) {
        if (link.showsItsAddress()) {
            return escape(link.address());
        }
        StringBuilder label = new StringBuilder();
        link.label().forEach(text -> label.append(words(text)));
        String address = Escapes.address(link.address()).replace("(", "%28").replace(")", "%29");
        return "<a href=\"" + address + "\">" + label + "</a>";
    }
}
