package org.postizgateway.mcp.client;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a route can say to or ask of its caller. */
public enum ClientOperation {
    /** Reports progress. */
    progress,
    /** Sends a log message; the body is its data. */
    log,
    /** Asks the user for input; the body becomes the answer, {@code action} and {@code content}. */
    elicit,
    /**
     * Asks the caller's model; the body is a text or list of messages and becomes the model's
     * message.
     */
    sample,
    /** Asks for the caller's roots; the body becomes the list of them. */
    roots,
    /**
     * Asks several of these at once; the body is a Map of requests and becomes a Map of answers.
     */
    input,
    /** Answers with a task handle, where the caller takes one. */
    task,
    /** Tells subscribers that a resource changed. */
    updated;

    static ClientOperation of(String name) {
        try {
            return valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "mcp-client:"
                            + name
                            + " does not exist; there are "
                            + Arrays.stream(values())
                                    .map(ClientOperation::name)
                                    .collect(Collectors.joining(", ")));
        }
    }
}
