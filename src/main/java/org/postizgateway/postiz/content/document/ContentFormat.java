package org.postizgateway.postiz.content.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the text of a post is written in. */
public enum ContentFormat {
    /** Found out: HTML or Markdown where that is beyond doubt, else plain text. */
    AUTO,
    /** Every character as typed. */
    PLAIN,
    MARKDOWN,
    HTML;

    /** Word of the tool's argument. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of a word in any case. */
    public static Optional<ContentFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.wire().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
