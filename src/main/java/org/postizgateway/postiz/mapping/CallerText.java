package org.postizgateway.postiz.mapping;

/**
 * A text of a caller as routes hand it to a method. Camel takes the text {@code null} for no value
 * there, and an agent that has none writes just that.
 */
public final class CallerText {

    private CallerText() {}

    /**
     * @param text that a caller has surely given
     */
    public static String of(String text) {
        return String.valueOf(text);
    }
}
