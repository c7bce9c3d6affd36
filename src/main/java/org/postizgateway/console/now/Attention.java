package org.postizgateway.console.now;

/**
 * Something that needs a person.
 *
 * @param urgency how soon
 * @param subject a word or two
 * @param sentence what is the matter and what to do
 * @param page of the console that tells more; empty for none
 */
public record Attention(Urgency urgency, String subject, String sentence, String page) {

    /** How soon a person is needed. */
    public enum Urgency {
        /** Callers are turned away. */
        NOW,
        /** Nothing gets worse meanwhile. */
        SOON
    }
}
