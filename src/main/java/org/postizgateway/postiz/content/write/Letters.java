package org.postizgateway.postiz.content.write;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postizgateway.postiz.content.document.Inline;
import org.postizgateway.postiz.content.document.Style;

/** Writes the words of a line for one kind of network. */
abstract class Letters {

    private final Set<Loss> losses = EnumSet.noneOf(Loss.class);

    Set<Loss> losses() {
        return losses;
    }

    void loses(Loss loss) {
        losses.add(loss);
    }

    /** HTML of a whole line. */
    final String html(Line line) {
        if (line.literal()) {
            return escape(line.prefix()) + escape(text(line.inlines())) + line.suffix();
        }
        return escape(line.prefix())
                + line.inlines().stream().map(this::html).collect(Collectors.joining())
                + line.suffix();
    }

    private String html(Inline inline) {
        if (inline instanceof Inline.Text text) {
            return words(text);
        } else if (inline instanceof Inline.Link link) {
            return link(link);
        } else if (inline instanceof Inline.Mention mention) {
            return "<span data-mention-id=\""
                    + Escapes.address(mention.id())
                    + "\">"
                    + escape(mention.name())
                    + "</span>";
        }
        return "";
    }

    abstract String escape(String text);

    abstract String words(Inline.Text text);

    abstract String link(Inline.Link link);

    /** What readers see of a line, in ordinary letters. */
    String text(Line line) {
        return line.prefix() + text(line.inlines());
    }

    private String text(List<Inline> inlines) {
        return inlines.stream().map(this::text).collect(Collectors.joining());
    }

    String text(Inline inline) {
        if (inline instanceof Inline.Text text) {
            return text.text();
        } else if (inline instanceof Inline.Link link) {
            return link.showsItsAddress() ? link.address() : link.text();
        } else if (inline instanceof Inline.Mention mention) {
            return mention.name();
        }
        return "";
    }

    final void losesLooks(Inline.Text text) {
        if (text.is(Style.ITALIC)) {
            loses(Loss.ITALIC);
        }
        if (text.is(Style.STRIKE)) {
            loses(Loss.STRIKE);
        }
        if (text.is(Style.CODE)) {
            loses(Loss.CODE);
        }
    }
}
