package org.postizgateway.mcp;

import java.time.Duration;
import java.util.Optional;

/** Told of each tool call when it is over. Every one in Camel's registry is told. */
@FunctionalInterface
public interface CallListener {

    /** How a call ended. */
    enum Outcome {
        /** With a result. */
        OK,
        /** With a result that says what went wrong. */
        TOOL_ERROR,
        /** With a JSON-RPC error. */
        PROTOCOL_ERROR,
        /** With questions that the caller answers in its next call. */
        INPUT_REQUIRED,
        /** Without an answer, because the caller cancelled it or left. */
        CANCELLED
    }

    /**
     * @param tool name in {@code tools/list}; empty when there is no such tool
     */
    void called(Optional<String> tool, Outcome outcome, Duration took);
}
