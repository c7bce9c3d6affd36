package org.postizgateway.postiz.content.read.html;

import java.util.ArrayList;
import java.util.List;
import org.postizgateway.postiz.content.document.Block;
import org.postizgateway.postiz.content.document.Inline;

/** Lays blocks out in one line, as a cell of a table has to be. */
final class Lines {

    private Lines() {}

    static List<Inline> joined(List<Block> blocks) {
        List<Inline> line = new ArrayList<>();
        blocks.forEach(block -> add(block, line));
        return line;
    }

    private static void add(Block block, List<Inline> line) {
        if (block instanceof Block.Paragraph paragraph) {
            words(paragraph.inlines(), line);
        } else if (block instanceof Block.Heading heading) {
            words(heading.inlines(), line);
        } else if (block instanceof Block.Items list) {
            list.items().forEach(item -> item.blocks().forEach(inner -> add(inner, line)));
        } else if (block instanceof Block.Quote quote) {
            quote.blocks().forEach(inner -> add(inner, line));
        } else if (block instanceof Block.Row row) {
            row.cells().forEach(cell -> words(cell, line));
        } else if (block instanceof Block.Code code) {
            words(List.of(Inline.Text.plain(String.join(" ", code.lines()))), line);
        }
    }

    private static void words(List<Inline> inlines, List<Inline> line) {
        if (!line.isEmpty()) {
            line.add(Inline.Text.plain(" "));
        }
        inlines.forEach(
                inline ->
                        line.add(
                                inline instanceof Inline.LineBreak
                                        ? Inline.Text.plain(" ")
                                        : inline));
    }
}
