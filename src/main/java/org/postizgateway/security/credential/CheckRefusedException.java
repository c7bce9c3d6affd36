package org.postizgateway.security.credential;

import java.time.Duration;

/** A credential was not looked at, because too many were before it. The message is for callers. */
public final class CheckRefusedException extends RuntimeException {

    private final transient Duration retryAfter;

    CheckRefusedException(Duration retryAfter) {
        super(
                "Too many unknown credentials came from your address or to the gateway; this says"
                        + " nothing about yours. Try it again later.",
                null,
                false,
                false);
        this.retryAfter = retryAfter;
    }

    /** When to try again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
