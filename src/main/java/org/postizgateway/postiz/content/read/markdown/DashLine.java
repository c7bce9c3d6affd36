package org.postizgateway.postiz.content.read.markdown;

import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * A line of dashes is a line across, also right below text. Markdown would make a title of that
 * text, which in a post is hardly ever meant.
 */
final class DashLine extends AbstractBlockParser {

    private static final Pattern DASHES = Pattern.compile(" {0,3}-{3,}\\s*+");

    private final ThematicBreak block = new ThematicBreak();

    private DashLine() {}

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        return BlockContinue.none();
    }

    static final class Factory extends AbstractBlockParserFactory {

        @Override
        public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            CharSequence rest = line.subSequence(state.getIndex(), line.length());
            return DASHES.matcher(rest).matches()
                    ? BlockStart.of(new DashLine()).atIndex(line.length())
                    : BlockStart.none();
        }
    }
}
