package org.postizgateway.postiz.content.read.html;

import java.util.ArrayList;
import java.util.List;
import org.postizgateway.postiz.content.document.Inline;

/** Turns the pieces of a line into inlines: those of one link become that link. */
final class Pieces {

    private final List<Inline> inlines = new ArrayList<>();
    private final List<Inline.Text> label = new ArrayList<>();
    private Look.LinkTarget link;

    private Pieces() {}

    static List<Inline> inlines(List<Piece> pieces) {
        Pieces target = new Pieces();
        pieces.forEach(target::add);
        target.endLink();
        return target.inlines;
    }

    private void add(Piece piece) {
        if (piece.isBreak()) {
            endLink();
            inlines.add(new Inline.LineBreak());
        } else if (piece.mention().isPresent()) {
            endLink();
            inlines.add(piece.mention().get());
        } else if (piece.text().length() > 0) {
            text(new Inline.Text(piece.text().toString(), piece.look().styles()), piece.look());
        }
    }

    private void text(Inline.Text text, Look look) {
        if (look.link() == null) {
            endLink();
            inlines.add(text);
            return;
        }
        if (!look.link().equals(link)) {
            endLink();
            link = look.link();
        }
        label.add(text);
    }

    /** A space at an end of a link stands outside it. */
    private void endLink() {
        if (link == null) {
            return;
        }
        boolean before = !label.isEmpty() && label.get(0).text().startsWith(" ");
        boolean after = !label.isEmpty() && label.get(label.size() - 1).text().endsWith(" ");
        if (before) {
            inlines.add(Inline.Text.plain(" "));
            label.set(0, trimmed(label.get(0), true));
        }
        if (after) {
            label.set(label.size() - 1, trimmed(label.get(label.size() - 1), false));
        }
        inlines.add(new Inline.Link(link.address(), label));
        if (after) {
            inlines.add(Inline.Text.plain(" "));
        }
        label.clear();
        link = null;
    }

    private static Inline.Text trimmed(Inline.Text text, boolean start) {
        String letters = text.text();
        return new Inline.Text(
                start ? letters.stripLeading() : letters.stripTrailing(), text.styles());
    }
}
