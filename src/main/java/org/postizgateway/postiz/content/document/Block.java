package org.postizgateway.postiz.content.document;

import java.util.List;
import java.util.OptionalInt;

/** Something that has its lines for itself. */
public sealed interface Block {

    /** Lines of text. */
    record Paragraph(List<Inline> inlines) implements Block {

        public Paragraph {
            inlines = List.copyOf(inlines);
        }
    }

    /**
     * A title.
     *
     * @param level 1 to 6
     */
    record Heading(int level, List<Inline> inlines) implements Block {

        public Heading {
            inlines = List.copyOf(inlines);
        }
    }

    /**
     * A list.
     *
     * @param first number of the first item; empty for a list without numbers
     */
    record Items(OptionalInt first, List<Item> items) implements Block {

        public Items {
            items = List.copyOf(items);
        }
    }

    /** What one item of a list holds. */
    record Item(List<Block> blocks) {

        public Item {
            blocks = List.copyOf(blocks);
        }
    }

    /** The words of somebody else. */
    record Quote(List<Block> blocks) implements Block {

        public Quote {
            blocks = List.copyOf(blocks);
        }
    }

    /** Lines of code, with their spaces. */
    record Code(List<String> lines) implements Block {

        public Code {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One row of a table.
     *
     * @param cells from left to right, each a line
     */
    record Row(List<List<Inline>> cells) implements Block {

        public Row {
            cells = cells.stream().map(List::copyOf).toList();
        }
    }

    /** A line across the page. */
    record Rule() implements Block {}

    /** An empty line that the author wants. */
    record BlankLine() implements Block {}
}
