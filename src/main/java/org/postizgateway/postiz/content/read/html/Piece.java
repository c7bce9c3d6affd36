package org.postizgateway.postiz.content.read.html;

import java.util.Optional;
import org.postizgateway.postiz.content.document.Inline;

/**
 * A run of a line that is being read.
 *
 * @param text empty for a mention or a line break
 */
record Piece(StringBuilder text, Look look, Optional<Inline.Mention> mention, boolean isBreak) {

    static Piece lineBreak() {
        return new Piece(new StringBuilder(), Look.PLAIN, Optional.empty(), true);
    }

    boolean continues(Look other) {
        return !isBreak && mention.isEmpty() && look.equals(other);
    }

    /** Whether nothing of it shows at the end of a line. */
    boolean showsNothing() {
        return isBreak || (mention.isEmpty() && isBlank());
    }

    private boolean isBlank() {
        return text.chars()
                .allMatch(letter -> letter == '\u00a0' || Character.isWhitespace(letter));
    }

    void dropLastSpace() {
        if (!look.preserved() && text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }
}
