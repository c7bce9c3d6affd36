package org.postizgateway.outcome;

import java.util.Locale;

/** What is known of the side effect of a call. It travels unchanged from Postiz to the caller. */
public enum Effect {
    /** It certainly has not happened. */
    NONE,
    /** It is there, once. */
    DONE,
    /** Some of what one request asked for is there. */
    PARTLY,
    /** It may or may not have happened. */
    UNKNOWN,
    /** Postiz has not answered yet, and may still. */
    RUNNING;

    /** As it is told to programs: {@code done}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
