package org.postizgateway.postiz.content.read.html;

import java.util.Optional;
import org.jsoup.nodes.Element;

/** Tells pictures from emoji drawn as such and from pixels that nobody sees. */
final class Pictures {

    private static final int LONGEST_EMOJI = 16;

    private Pictures() {}

    /** The emoji of which an element is a drawing, by its alternative text. */
    static Optional<String> emoji(Element picture) {
        String alternative = picture.attr("alt").strip();
        return Optional.of(alternative).filter(Pictures::isEmoji);
    }

    private static boolean isEmoji(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_EMOJI
                && text.codePoints()
                        .noneMatch(letter -> letter < 128 || Character.isLetter(letter));
    }

    static boolean isVisible(Element picture) {
        return !isPixel(picture.attr("width")) && !isPixel(picture.attr("height"));
    }

    private static boolean isPixel(String size) {
        return size.strip().matches("[01](px)?");
    }
}
