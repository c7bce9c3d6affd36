package org.postizgateway.postiz.failure;

import java.util.regex.Pattern;

/**
 * Postiz's word that a picture or a video was not made. It books a credit before it asks the
 * generator and gives it back when that fails (contract, sections 2.4 and 6.3; 2.3 of the newer
 * one), so such a failure is as definite as a refusal, whichever status it comes with.
 */
final class GenerationFailure {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)\\bgeneration failed\\b|\\bcredit was not used\\b|\\brejected by the AI safety\\b");

    /** What is said where Postiz lists the generators that it has, and the list is empty. */
    static final String NO_GENERATOR =
            "This Postiz has no video generator. Its operator has to set one up first; nothing was"
                    + " paid for.";

    private static final Pattern EMPTY_LIST = Pattern.compile("type must be any of:?\\s*\\.?");
    private static final Pattern CREDIT = Pattern.compile("(?i)\\bcredit was not used\\b");

    private GenerationFailure() {}

    /**
     * @param message one of Postiz's
     */
    static boolean namesNoGenerator(String message) {
        return EMPTY_LIST.matcher(message.strip()).matches();
    }

    /**
     * @param message one that {@link #isIn} knows
     * @return the same, with what became of the credit
     */
    static String sentence(String message) {
        return CREDIT.matcher(message).find()
                ? message
                : message.strip()
                        + (message.strip().endsWith(".") ? "" : ".")
                        + " Nothing was paid for.";
    }

    /**
     * @param message one of Postiz's
     */
    static boolean isIn(String message) {
        return WORDS.matcher(message).find();
    }
}
