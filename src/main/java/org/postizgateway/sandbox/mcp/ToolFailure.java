package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** A tool that threw: what its caller gets is a JSON object as text (contract, section 2.3). */
final class ToolFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ObjectNode cause = JavaScriptJson.object();

    private ToolFailure(String name, String message) {
        super(message, null, false, false);
        cause.put("message", message).put("name", name);
    }

    /** A plain JavaScript error. */
    static ToolFailure error(String message) {
        return new ToolFailure("Error", message);
    }

    static ToolFailure named(String name, String message) {
        return new ToolFailure(name, message);
    }

    /** Nest's refusal of a request that a service considers bad. */
    static ToolFailure badRequest(String message) {
        ToolFailure failure = new ToolFailure("BadRequestException", message);
        failure.cause.set("response", ApiFailure.nest(400, message).body());
        failure.cause.put("status", 400).putObject("options");
        return failure;
    }

    /** What an HTTP exception with a text as its response becomes. */
    static ToolFailure http(ApiFailure thrown) {
        ToolFailure failure = new ToolFailure("HttpException", thrown.getMessage());
        failure.cause.put("response", thrown.getMessage()).put("status", thrown.status());
        return failure;
    }

    /** The text that the caller gets, which repeats the arguments. */
    String text(JsonNode arguments) {
        ObjectNode text = JavaScriptJson.object();
        text.put("message", getMessage());
        text.put("domain", "TOOL").put("category", "USER").put("code", "TOOL_EXECUTION_FAILED");
        text.putObject("details")
                .put("errorMessage", cause.path("name").asText() + ": " + getMessage())
                .put("argsJson", JavaScriptJson.stringify(arguments))
                .put("model", "");
        text.set("cause", cause);
        return JavaScriptJson.stringify(text);
    }
}
