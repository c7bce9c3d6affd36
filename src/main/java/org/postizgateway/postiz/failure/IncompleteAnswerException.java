package org.postizgateway.postiz.failure;

/** Postiz took a create and did not name every post that was in it. */
public final class IncompleteAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IncompleteAnswerException() {
        super("Postiz accepted the request without naming every post.");
    }
}
