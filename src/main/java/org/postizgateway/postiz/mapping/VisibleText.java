package org.postizgateway.postiz.mapping;

/** Tells whether a text has anything in it that a reader sees. */
public final class VisibleText {

    /** Blank in print although Unicode has them for a letter or a symbol: Hangul and Braille. */
    private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800";

    private VisibleText() {}

    /** False for nothing but spaces, line breaks, and control and zero-width characters. */
    public static boolean isIn(String text) {
        return text.codePoints().anyMatch(VisibleText::isVisible);
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> FILLERS.indexOf(character) < 0;
        };
    }
}
