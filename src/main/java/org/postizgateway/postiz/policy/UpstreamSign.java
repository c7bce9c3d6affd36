package org.postizgateway.postiz.policy;

import org.postizgateway.postiz.failure.PostizFailure;

/** What the end of one call tells of Postiz, beyond that call. */
public enum UpstreamSign {
    /** Postiz answered, if only to refuse or to fail at this one thing. */
    WORKS,
    /** Nobody's call can succeed: nothing takes connections, or a proxy answers in its place. */
    DOWN,
    /**
     * No answer in time. Postiz may be stuck, or this call is one that takes long: a caller can
     * bring that about by what it asks for, so it must not count against the others.
     */
    SLOW,
    /** The call did not get as far as Postiz. */
    NONE;

    private static final int GATEWAY_TIMEOUT = 504;

    /**
     * @param failure of a call that went through a circuit breaker
     */
    static UpstreamSign of(PostizFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> DOWN;
            case UNAVAILABLE -> failure.status() == GATEWAY_TIMEOUT ? SLOW : DOWN;
            case TIMEOUT, CONNECTION_LOST -> SLOW;
            case BUSY, INTERNAL -> NONE;
            case INVALID_INPUT, NOT_FOUND, TOO_LARGE -> failure.status() == 0 ? NONE : WORKS;
            // A 500 too: Postiz answers so to requests that are merely wrong
            default -> WORKS;
        };
    }
}
