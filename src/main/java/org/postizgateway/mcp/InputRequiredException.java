package org.postizgateway.mcp;

import java.util.Map;

/**
 * A call cannot go on before its caller has answered questions, and the protocol lets it answer
 * only with a later call.
 */
public final class InputRequiredException extends RuntimeException {

    private final transient Map<String, Map<String, Object>> questions;

    /**
     * @param questions requests by key, each with {@code method} and {@code params}
     */
    public InputRequiredException(Map<String, Map<String, Object>> questions) {
        super("The caller must answer first: " + questions.keySet());
        this.questions = questions;
    }

    public Map<String, Map<String, Object>> questions() {
        return questions;
    }
}
