package org.postizgateway.postiz.content.write;

import org.postizgateway.postiz.content.document.Inline;
import org.postizgateway.postiz.content.document.Style;

/** Writes words for networks that take HTML. */
final class HtmlLetters extends Letters {

    @Override
    String escape(String text) {
        return Escapes.twice(text);
    }

    @Override
    String words(Inline.Text text) {
        losesLooks(text);
        String html = escape(text.text());
        if (text.is(Style.UNDERLINE)) {
            html = "<u>" + html + "</u>";
        }
        return text.is(Style.BOLD) ? "<strong>" + html + "</strong>" : html;
    }

    @Override
    String link(Inline.Link link) {
        StringBuilder label = new StringBuilder();
        if (link.text().isBlank()) {
            label.append(escape(link.address()));
        }
        link.label().forEach(text -> label.append(words(text)));
        return "<a href=\"" + Escapes.address(link.address()) + "\">" + label + "</a>";
    }
}
