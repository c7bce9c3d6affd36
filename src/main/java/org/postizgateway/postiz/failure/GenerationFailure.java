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

    private GenerationFailure() {}

    /**
     * @param message one of Postiz's
     */
    static boolean isIn(String message) {
        return WORDS.matcher(message).find();
    }
}
