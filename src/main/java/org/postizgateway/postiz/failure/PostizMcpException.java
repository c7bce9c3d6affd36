package org.postizgateway.postiz.failure;

/** A tool call that Postiz's own MCP server answered with an error, in any of its forms. */
public final class PostizMcpException extends RuntimeException {

    private final Form form;
    private final int status;

    /** How the error came, which tells what it proves. */
    public enum Form {
        /** The call was not made: no such tool, or arguments that do not fit its schema. */
        NOT_CALLED,
        /** The tool ended in good order and reports in its result that it did nothing. */
        REPORTED,
        /** The tool threw something. */
        THROWN
    }

    /**
     * @param message Postiz's reason, for the caller
     * @param status HTTP status of the inner error; 0 when it names none
     */
    PostizMcpException(String message, Form form, int status) {
        super(message);
        this.form = form;
        this.status = status;
    }

    public Form form() {
        return form;
    }

    /** HTTP status of the error inside the tool; 0 when it names none. */
    public int status() {
        return status;
    }
}
