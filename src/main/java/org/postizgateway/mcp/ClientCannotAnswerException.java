package org.postizgateway.mcp;

/** A route asked its caller something that the caller cannot answer or did not answer in time. */
public final class ClientCannotAnswerException extends RuntimeException {

    /**
     * @param message a sentence for the caller
     */
    public ClientCannotAnswerException(String message) {
        super(message);
    }
}
