package org.postizgateway.postiz.content.read;

import java.util.ArrayList;
import java.util.List;
import org.postizgateway.postiz.content.document.Block;
import org.postizgateway.postiz.content.document.Document;
import org.postizgateway.postiz.content.document.Inline;

/** Reads text without any markup: lines, and paragraphs between empty ones. */
final class PlainReader {

    private PlainReader() {}

    static Document read(String text) {
        List<Block> blocks = new ArrayList<>();
        List<Inline> paragraph = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            if (line.isBlank()) {
                end(paragraph, blocks);
                blocks.add(new Block.BlankLine());
            } else {
                if (!paragraph.isEmpty()) {
                    paragraph.add(new Inline.LineBreak());
                }
                paragraph.add(Inline.Text.plain(line));
            }
        }
        end(paragraph, blocks);
        return new Document(blocks);
    }

    private static void end(List<Inline> paragraph, List<Block> blocks) {
        if (!paragraph.isEmpty()) {
            blocks.add(new Block.Paragraph(paragraph));
            paragraph.clear();
        }
    }
}
