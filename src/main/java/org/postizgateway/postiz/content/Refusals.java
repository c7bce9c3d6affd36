package org.postizgateway.postiz.content;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What no text may hold. */
final class Refusals {

    private Refusals() {}

    static List<String> of(String text) {
        if (text.length() > Content.MAX_LENGTH) {
            return List.of(
                    "has %d characters, more than the %d that are read. Shorten it."
                            .formatted(text.length(), Content.MAX_LENGTH));
        }
        return Stream.of(zero(text), halfCharacter(text)).flatMap(Optional::stream).toList();
    }

    private static Optional<String> zero(String text) {
        return text.indexOf('\0') < 0
                ? Optional.empty()
                : Optional.of(
                        "holds the character U+0000, which Postiz cannot store. Take it out.");
    }

    private static Optional<String> halfCharacter(String text) {
        boolean half =
                text.codePoints()
                        .anyMatch(
                                letter ->
                                        letter >= Character.MIN_SURROGATE
                                                && letter <= Character.MAX_SURROGATE);
        return half
                ? Optional.of(
                        "holds half of a character beyond U+FFFF (a lone surrogate), as if it was"
                                + " cut through an emoji. Send the whole character or none.")
                : Optional.empty();
    }
}
