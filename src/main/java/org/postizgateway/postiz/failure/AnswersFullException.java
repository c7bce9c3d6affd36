package org.postizgateway.postiz.failure;

import java.io.IOException;

/** An answer of Postiz was given up, as all answers together were too long to hold in memory. */
public final class AnswersFullException extends IOException {

    private static final long serialVersionUID = 1L;

    public AnswersFullException() {
        super("The answers of Postiz that are being read are too long together");
    }
}
