package org.postizgateway.ledger.call;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.postizgateway.outcome.Effect;

/** Where a call, or an item of it, stands. */
public enum CallState {
    /** Waits for a place; nothing was sent. */
    QUEUED,
    /** Handed to the steps that send it. */
    RUNNING,
    DONE,
    /** Some of its items are done, and the others failed. */
    PARTLY_DONE,
    /** It certainly had no effect. */
    FAILED,
    /** It may have had an effect. */
    UNKNOWN,
    /** The caller gave it up. What Postiz had begun goes on there, and its result is kept. */
    CANCELLED;

    /** Whether it has not ended yet. */
    public boolean isOpen() {
        return this == QUEUED || this == RUNNING;
    }

    public Effect effect() {
        return switch (this) {
            case QUEUED, RUNNING -> Effect.RUNNING;
            case DONE -> Effect.DONE;
            case PARTLY_DONE -> Effect.PARTLY;
            case FAILED -> Effect.NONE;
            case UNKNOWN, CANCELLED -> Effect.UNKNOWN;
        };
    }

    /**
     * The states that this one may follow. What is known is never given up for what is not: a
     * result replaces anything, and <em>unknown</em> replaces nothing that is known.
     */
    public Set<CallState> mayFollow() {
        return switch (this) {
            case DONE, PARTLY_DONE -> EnumSet.complementOf(EnumSet.of(DONE));
            case FAILED -> EnumSet.of(QUEUED, RUNNING, UNKNOWN);
            case UNKNOWN -> EnumSet.of(QUEUED, RUNNING, UNKNOWN);
            case CANCELLED -> EnumSet.of(QUEUED, RUNNING);
            case QUEUED -> EnumSet.of(FAILED, UNKNOWN, RUNNING);
            case RUNNING -> EnumSet.of(QUEUED);
        };
    }

    /** What a call is whose items are these. */
    public static CallState of(Collection<CallState> items) {
        Set<CallState> all = EnumSet.copyOf(items);
        if (all.size() == 1) {
            return all.iterator().next();
        }
        if (all.contains(RUNNING) || all.contains(QUEUED)) {
            return RUNNING;
        }
        return all.contains(UNKNOWN) ? UNKNOWN : PARTLY_DONE;
    }

    /** The name as callers see it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
