package org.postizgateway.ledger.media;

import java.util.Locale;

/** Where a media job stands. */
public enum JobState {
    /** Waits for a place; nothing was sent. */
    QUEUED,
    RUNNING,
    DONE,
    /** It certainly did not happen. */
    FAILED,
    /** The caller gave it up. What Postiz had begun goes on there, and its result is kept. */
    CANCELLED,
    /** It may have happened. */
    UNKNOWN;

    public boolean isEnded() {
        return this != QUEUED && this != RUNNING;
    }

    /** The name as callers see it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
