package org.postizgateway.postiz;

/**
 * What a caller sent cannot be used, and Postiz has not been asked. The message is written for the
 * caller: it says what is wrong, where, and what to do.
 */
public class InvalidInputException extends IllegalArgumentException {

    public InvalidInputException(String message) {
        super(message);
    }
}
