package org.postizgateway.postiz.platform;

/**
 * Letters of Unicode that look bold or underlined, those that Postiz puts for A to Z and digits
 * (contract, section 6.5).
 */
public final class LookAlikes {

    private static final int BOLD_UPPER_A = 0x1D5D4;
    private static final int BOLD_LOWER_A = 0x1D5EE;
    private static final int BOLD_ZERO = 0x1D7EC;
    private static final char LINE_BELOW = '\u0332';

    private LookAlikes() {}

    public static String bold(String text) {
        StringBuilder bold = new StringBuilder();
        text.codePoints().map(LookAlikes::bold).forEach(bold::appendCodePoint);
        return bold.toString();
    }

    public static String underlined(String text) {
        StringBuilder underlined = new StringBuilder();
        text.codePoints().forEach(letter -> appendUnderlined(letter, underlined));
        return underlined.toString();
    }

    /** The text in ordinary letters. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(letter -> letter != LINE_BELOW)
                .map(LookAlikes::plain)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    static void appendUnderlined(int letter, StringBuilder text) {
        text.appendCodePoint(letter);
        if (letter < 128 && Character.isLetterOrDigit(letter)) {
            text.append(LINE_BELOW);
        }
    }

    static int bold(int letter) {
        if (letter >= 'A' && letter <= 'Z') {
            return BOLD_UPPER_A + letter - 'A';
        }
        if (letter >= 'a' && letter <= 'z') {
            return BOLD_LOWER_A + letter - 'a';
        }
        return letter >= '0' && letter <= '9' ? BOLD_ZERO + letter - '0' : letter;
    }

    private static int plain(int letter) {
        if (letter >= BOLD_UPPER_A && letter < BOLD_UPPER_A + 26) {
            return 'A' + letter - BOLD_UPPER_A;
        }
        if (letter >= BOLD_LOWER_A && letter < BOLD_LOWER_A + 26) {
            return 'a' + letter - BOLD_LOWER_A;
        }
        return letter >= BOLD_ZERO && letter < BOLD_ZERO + 10 ? '0' + letter - BOLD_ZERO : letter;
    }
}
