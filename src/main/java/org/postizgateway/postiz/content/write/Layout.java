package org.postizgateway.postiz.content.write;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.postizgateway.postiz.content.document.Block;
import org.postizgateway.postiz.content.document.Inline;

/** Lays a document out in lines of plain text. */
class Layout {

    private static final String BULLET = "- ";
    private static final String BETWEEN_CELLS = " | ";

    private final Set<Loss> losses = EnumSet.noneOf(Loss.class);

    List<Line> lines(List<Block> blocks) {
        List<Line> lines = new ArrayList<>();
        blocks.forEach(block -> lines.addAll(lines(block)));
        return lines;
    }

    Set<Loss> losses() {
        return losses;
    }

    void loses(Loss loss) {
        losses.add(loss);
    }

    private List<Line> lines(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            return paragraph(paragraph.inlines());
        } else if (block instanceof Block.Heading heading) {
            return heading(heading.level(), heading.inlines());
        } else if (block instanceof Block.Items list) {
            return list(list);
        } else if (block instanceof Block.Quote quote) {
            return quote(quote.blocks());
        } else if (block instanceof Block.Code code) {
            return code(code.lines());
        } else if (block instanceof Block.Row row) {
            return row(row);
        } else if (block instanceof Block.Rule) {
            return List.of(Line.literal("---"));
        }
        return List.of(Line.BLANK);
    }

    List<Line> paragraph(List<Inline> inlines) {
        return Line.split(inlines);
    }

    List<Line> heading(int level, List<Inline> inlines) {
        return Line.split(inlines);
    }

    List<Line> quote(List<Block> blocks) {
        loses(Loss.QUOTE);
        return lines(blocks);
    }

    List<Line> code(List<String> lines) {
        loses(Loss.CODE);
        return lines.stream().map(Line::literal).toList();
    }

    private List<Line> list(Block.Items list) {
        List<Line> lines = new ArrayList<>();
        OptionalInt number = list.first();
        for (Block.Item item : list.items()) {
            String marker = number.isPresent() ? number.getAsInt() + ". " : BULLET;
            List<Line> inner = lines(item.blocks());
            if (inner.isEmpty()) {
                inner = List.of(Line.BLANK);
            }
            for (int i = 0; i < inner.size(); i++) {
                Line line = inner.get(i);
                String marks = i == 0 ? marker : " ".repeat(marker.length());
                lines.add(i > 0 && line.isBlank() ? line : line.after(marks));
            }
            number = number.isPresent() ? OptionalInt.of(number.getAsInt() + 1) : number;
        }
        return lines;
    }

    private List<Line> row(Block.Row row) {
        loses(Loss.TABLE);
        List<Inline> words = new ArrayList<>();
        for (List<Inline> cell : row.cells()) {
            if (!words.isEmpty()) {
                words.add(Inline.Text.plain(BETWEEN_CELLS));
            }
            words.addAll(cell);
        }
        return paragraph(words);
    }
}
