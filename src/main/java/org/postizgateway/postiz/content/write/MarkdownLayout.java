package org.postizgateway.postiz.content.write;

import java.util.ArrayList;
import java.util.List;
import org.postizgateway.postiz.content.document.Block;
import org.postizgateway.postiz.content.document.Inline;

/** Lays a document out in lines of Markdown. */
final class MarkdownLayout extends Layout {

    private static final String FENCE = "```";
    private static final String HARD_BREAK = "  ";

    private final boolean lineFeedsCount;

    /**
     * @param lineFeedsCount whether the network breaks a line at each line feed, so that neither
     *     empty lines nor marks are needed for it
     */
    MarkdownLayout(boolean lineFeedsCount) {
        this.lineFeedsCount = lineFeedsCount;
    }

    @Override
    List<Line> lines(List<Block> blocks) {
        if (lineFeedsCount) {
            return super.lines(blocks);
        }
        List<Line> lines = new ArrayList<>();
        for (Block block : blocks) {
            List<Line> next = super.lines(List.of(block));
            boolean apart = lines.isEmpty() || lines.get(lines.size() - 1).isBlank();
            if (!apart && !next.get(0).isBlank()) {
                lines.add(Line.BLANK);
            }
            lines.addAll(next);
        }
        return lines;
    }

    @Override
    List<Line> paragraph(List<Inline> inlines) {
        List<Line> lines = new ArrayList<>(Line.split(inlines));
        if (!lineFeedsCount) {
            for (int i = 0; i < lines.size() - 1; i++) {
                lines.set(i, lines.get(i).before(HARD_BREAK));
            }
        }
        return lines;
    }

    @Override
    List<Line> heading(int level, List<Inline> inlines) {
        List<Inline> title = new ArrayList<>();
        inlines.forEach(
                inline ->
                        title.add(
                                inline instanceof Inline.LineBreak
                                        ? Inline.Text.plain(" ")
                                        : inline));
        return List.of(Line.of(title).after("#".repeat(Math.min(level, 3)) + " "));
    }

    @Override
    List<Line> quote(List<Block> blocks) {
        return lines(blocks).stream().map(line -> line.after("> ")).toList();
    }

    @Override
    List<Line> code(List<String> lines) {
        List<Line> fenced = new ArrayList<>();
        String fence = FENCE;
        while (holds(lines, fence)) {
            fence += "`";
        }
        fenced.add(Line.literal(fence));
        lines.forEach(line -> fenced.add(Line.literal(line)));
        fenced.add(Line.literal(fence));
        return fenced;
    }

    private static boolean holds(List<String> lines, String fence) {
        return lines.stream().anyMatch(line -> line.contains(fence));
    }
}
