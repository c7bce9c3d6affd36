package org.postizgateway.security.upstream;

import org.springframework.http.HttpStatus;

/**
 * Postiz could not be asked, which says nothing about the caller's credential. The message is for
 * callers: it holds neither a credential nor an address inside the operator's network.
 */
public class PostizUnavailableException extends RuntimeException {

    private final HttpStatus status;

    private PostizUnavailableException(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    /** Postiz may answer later: 503. */
    public static PostizUnavailableException later(String reason) {
        return new PostizUnavailableException(
                HttpStatus.SERVICE_UNAVAILABLE,
                reason + " This says nothing about your credential; try again in a few seconds.");
    }

    /**
     * What answers under the configured URL is not Postiz's API, until someone changes it: 502.
     *
     * @param setting environment variable with the URL
     */
    public static PostizUnavailableException notPostiz(String setting, String whatCame) {
        return new PostizUnavailableException(
                HttpStatus.BAD_GATEWAY,
                "The gateway's "
                        + setting
                        + " does not lead to Postiz's API: "
                        + whatCame
                        + ". Whoever runs the gateway has to correct it; the official Postiz"
                        + " container serves its API under /api, as in https://host.example/api.");
    }

    /** 502 or 503. */
    public HttpStatus status() {
        return status;
    }
}
