package org.postizgateway.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postizgateway.mcp.ClientCannotAnswerException;
import org.postizgateway.mcp.JsonSchema;

/**
 * Checks what a caller answered before a route builds on it (MCP, elicitation: validate responses).
 */
final class InputAnswers {

    private static final Set<String> ACTIONS = Set.of("accept", "decline", "cancel");

    private InputAnswers() {}

    /**
     * @param inputs the questions by key
     * @param answers the answers by key
     * @throws ClientCannotAnswerException when an answer does not fit its question
     */
    static void check(Map<String, Map<String, Object>> inputs, Map<String, Object> answers) {
        answers.forEach((key, answer) -> check(key, inputs.get(key), (Map<?, ?>) answer));
    }

    private static void check(String key, Map<String, Object> input, Map<?, ?> answer) {
        String method = String.valueOf(input.get("method"));
        if (method.equals(McpSchema.METHOD_ROOTS_LIST) && !(answer.get("roots") instanceof List)) {
            throw unfit(key, "roots must be a list");
        }
        if (method.equals(McpSchema.METHOD_SAMPLING_CREATE_MESSAGE)
                && answer.get("content") == null) {
            throw unfit(key, "content is missing");
        }
        if (method.equals(McpSchema.METHOD_ELICITATION_CREATE)) {
            checkElicitation(key, (Map<?, ?>) input.get("params"), answer);
        }
    }

    @SuppressWarnings("unchecked")
    private static void checkElicitation(String key, Map<?, ?> params, Map<?, ?> answer) {
        if (!ACTIONS.contains(String.valueOf(answer.get("action")))) {
            throw unfit(key, "action must be accept, decline or cancel");
        }
        if ("accept".equals(answer.get("action"))
                && params.get("requestedSchema") instanceof Map<?, ?> schema) {
            List<String> violations =
                    JsonSchema.compile((Map<String, Object>) schema)
                            .violations(answer.get("content"));
            if (!violations.isEmpty()) {
                throw unfit(key, String.join("; ", violations));
            }
        }
    }

    private static ClientCannotAnswerException unfit(String key, String reason) {
        return new ClientCannotAnswerException(
                "The answer to '" + key + "' does not fit the question: " + reason);
    }
}
