package org.postizgateway.postiz.failure;

/** A tool call that Postiz's own MCP server answered with an error, in any of its forms. */
public final class PostizMcpException extends RuntimeException {

    private final int status;

    /**
     * @param message Postiz's reason, for the caller
     * @param status HTTP status of the inner error; 0 when it names none
     */
    PostizMcpException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** HTTP status of the error inside the tool; 0 when it names none. */
    public int status() {
        return status;
    }
}
