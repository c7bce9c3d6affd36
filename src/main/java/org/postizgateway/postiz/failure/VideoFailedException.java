package org.postizgateway.postiz.failure;

/** Postiz's word that a video it had begun was not made; its credit is given back. */
public final class VideoFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param reason Postiz's; may be empty
     */
    public VideoFailedException(String reason) {
        super(reason);
    }
}
