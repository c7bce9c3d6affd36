package org.postizgateway.routetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/**
 * What a caller gets.
 *
 * @param status of HTTP
 * @param result {@code CallToolResult}; missing when there is none
 * @param refusal why there is none: message of the JSON-RPC error, or what the door said
 * @param questions the messages of what the caller was asked, in their order
 */
record ToolAnswer(int status, JsonNode result, String refusal, List<String> questions) {

    static ToolAnswer refused(int status, String refusal, List<String> questions) {
        return new ToolAnswer(status, MissingNode.getInstance(), refusal, List.copyOf(questions));
    }

    boolean isError() {
        return result.isMissingNode() || result.path("isError").asBoolean();
    }

    JsonNode structured() {
        return result.path("structuredContent");
    }

    /** All that a model reads of it. */
    String text() {
        if (result.isMissingNode()) {
            return refusal;
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : result.path("content")) {
            text.append(text.isEmpty() ? "" : "\n").append(block.path("text").asText());
        }
        return text.toString();
    }
}
