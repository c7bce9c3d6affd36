package org.postizgateway.postiz.content.write;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postizgateway.postiz.content.document.Document;

/**
 * Writes a document as lines, each in a paragraph of its own without attributes: the one form of
 * which every version of Postiz makes the same text (contract, section 6.5).
 */
final class LineWriter {

    private final Layout layout;
    private final Letters letters;

    LineWriter(Layout layout, Letters letters) {
        this.layout = layout;
        this.letters = letters;
    }

    Written write(Document document) {
        List<Line> lines = layout.lines(document.blocks());
        String html =
                lines.stream()
                        .map(line -> "<p>" + letters.html(line) + "</p>")
                        .collect(Collectors.joining());
        String text = lines.stream().map(letters::text).collect(Collectors.joining("\n"));
        Set<Loss> losses = EnumSet.noneOf(Loss.class);
        losses.addAll(layout.losses());
        losses.addAll(letters.losses());
        return new Written(html, text, losses);
    }
}
