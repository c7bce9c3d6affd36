package org.postizgateway.postiz.failure;

/** Postiz took a call and did not tell, or cannot be made to tell, what came of it. */
public final class IncompleteAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A create whose answer does not name every post that was in it. */
    public IncompleteAnswerException() {
        this("Postiz accepted the request without naming every post.");
    }

    /**
     * @param sentence for the caller: what is not known, and what to do
     */
    public IncompleteAnswerException(String sentence) {
        super(sentence);
    }
}
