package org.postizgateway.postiz.content.read.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postizgateway.postiz.content.document.Block;
import org.postizgateway.postiz.content.document.Inline;

/**
 * Gathers text as a browser lays it out: white space becomes one space, none at the ends of a line,
 * and text between blocks makes a paragraph.
 */
final class Flow {

    private final List<Block> blocks = new ArrayList<>();
    private final List<Piece> line = new ArrayList<>();
    private boolean afterSpace = true;

    /** The blocks so far; text that is still open becomes a paragraph. */
    List<Block> blocks() {
        endLine(Block.Paragraph::new);
        return blocks;
    }

    void add(Block block) {
        endLine(Block.Paragraph::new);
        blocks.add(block);
    }

    /** Ends what has been gathered as a paragraph; nothing gathered is no paragraph. */
    void endParagraph() {
        endLine(Block.Paragraph::new);
    }

    /** Ends what has been gathered as a block, without a line break at its end. */
    void endLine(Function<List<Inline>, Block> block) {
        int breaks = 0;
        dropSpace();
        while (!line.isEmpty() && line.get(line.size() - 1).showsNothing()) {
            breaks += line.remove(line.size() - 1).isBreak() ? 1 : 0;
            dropSpace();
        }
        if (line.isEmpty()) {
            for (int i = 0; i < breaks; i++) {
                blocks.add(new Block.BlankLine());
            }
        } else {
            blocks.add(block.apply(Pieces.inlines(line)));
            for (int i = 1; i < breaks; i++) {
                blocks.add(new Block.BlankLine());
            }
        }
        line.clear();
        afterSpace = true;
    }

    void lineBreak() {
        dropSpace();
        line.add(Piece.lineBreak());
        afterSpace = true;
    }

    void mention(Inline.Mention mention) {
        line.add(new Piece(new StringBuilder(), Look.PLAIN, Optional.of(mention), false));
        afterSpace = false;
    }

    /** Text whose white space is laid out as HTML does, or kept with its line feeds. */
    void text(String text, Look look) {
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\n' && look.preserved()) {
                lineBreak();
            } else if (letter == '\r' && look.preserved()) {
                continue;
            } else if (look.preserved() || !isSpace(letter)) {
                append(letter, look);
                afterSpace = false;
            } else if (!afterSpace) {
                append(' ', look);
                afterSpace = true;
            }
        }
    }

    private void append(char letter, Look look) {
        Piece last = line.isEmpty() ? null : line.get(line.size() - 1);
        if (last == null || !last.continues(look)) {
            last = new Piece(new StringBuilder(), look, Optional.empty(), false);
            line.add(last);
        }
        last.text().append(letter);
    }

    private void dropSpace() {
        if (!line.isEmpty()) {
            line.get(line.size() - 1).dropLastSpace();
        }
    }

    private static boolean isSpace(char letter) {
        return letter == ' '
                || letter == '\t'
                || letter == '\n'
                || letter == '\r'
                || letter == '\f';
    }
}
