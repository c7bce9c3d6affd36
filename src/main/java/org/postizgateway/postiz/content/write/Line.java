package org.postizgateway.postiz.content.write;

import java.util.ArrayList;
import java.util.List;
import org.postizgateway.postiz.content.document.Inline;

/**
 * A line of a post.
 *
 * @param prefix marks before the words: of a list, a quote, a title
 * @param inlines no line breaks
 * @param literal whether the words are code, in which nothing is a mark
 * @param suffix marks behind the words
 */
record Line(String prefix, List<Inline> inlines, boolean literal, String suffix) {

    static final Line BLANK = of(List.of());

    static Line of(List<Inline> inlines) {
        return new Line("", List.copyOf(inlines), false, "");
    }

    static Line literal(String text) {
        return new Line("", List.of(Inline.Text.plain(text)), true, "");
    }

    /** The lines of a paragraph. */
    static List<Line> split(List<Inline> inlines) {
        List<Line> lines = new ArrayList<>();
        List<Inline> current = new ArrayList<>();
        for (Inline inline : inlines) {
            if (inline instanceof Inline.LineBreak) {
                lines.add(of(current));
                current.clear();
            } else {
                current.add(inline);
            }
        }
        lines.add(of(current));
        return lines;
    }

    boolean isBlank() {
        return prefix.isEmpty() && inlines.isEmpty();
    }

    Line after(String marks) {
        return new Line(marks + prefix, inlines, literal, suffix);
    }

    Line before(String marks) {
        return new Line(prefix, inlines, literal, suffix + marks);
    }
}
