package org.postizgateway.security.identity;

import org.springframework.http.HttpStatus;

/** A token that nobody is let in with. The message is for the caller and holds nothing of it. */
public final class IdentityRefusedException extends RuntimeException {

    private final HttpStatus status;

    private IdentityRefusedException(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The token is wrong: 401. */
    static IdentityRefusedException invalidToken(String reason) {
        return new IdentityRefusedException(
                HttpStatus.UNAUTHORIZED, "The token is not taken here: " + reason);
    }

    /** The token is right, and leads to no key: 403. */
    static IdentityRefusedException noKey(String reason) {
        return new IdentityRefusedException(
                HttpStatus.FORBIDDEN,
                reason + " Whoever runs this gateway can change that: GATEWAY_IDENTITY_KEYS.");
    }

    /** Nobody could say for now: 503. */
    static IdentityRefusedException later(String reason) {
        return new IdentityRefusedException(
                HttpStatus.SERVICE_UNAVAILABLE,
                reason + " This says nothing about your token; try again in a few seconds.");
    }

    /** 401, 403 or 503. */
    public HttpStatus status() {
        return status;
    }
}
