package org.postizgateway.postiz.content.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Content as its author means it, whatever it was written in. Begins and ends with no blank line.
 */
public record Document(List<Block> blocks) {

    public Document {
        blocks = trimmed(blocks);
    }

    private static List<Block> trimmed(List<Block> blocks) {
        List<Block> all = new ArrayList<>(blocks);
        int from = 0;
        int to = all.size();
        while (from < to && all.get(from) instanceof Block.BlankLine) {
            from++;
        }
        while (to > from && all.get(to - 1) instanceof Block.BlankLine) {
            to--;
        }
        return List.copyOf(all.subList(from, to));
    }
}
