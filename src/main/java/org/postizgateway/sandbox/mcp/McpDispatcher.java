package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.sandbox.state.Organization;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Answers JSON-RPC messages. Stateless: any method may come first. */
public final class McpDispatcher {

    static final List<String> VERSIONS =
            List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", "2024-10-07");

    private static final String NO_NAME =
            """
            [
              {
                "expected": "string",
                "code": "invalid_type",
                "path": [
                  "params",
                  "name"
                ],
                "message": "Invalid input: expected string, received %s"
              }
            ]""";

    private final Toolbox toolbox;

    public McpDispatcher(Toolbox toolbox) {
        this.toolbox = toolbox;
    }

    /** Whether this is a JSON-RPC request, notification or response. */
    static boolean isMessage(JsonNode message) {
        JsonNode id = message.path("id");
        boolean idFits = id.isMissingNode() || id.isTextual() || id.isIntegralNumber();
        boolean something =
                message.path("method").isTextual() || message.has("result") || message.has("error");
        return message.path("jsonrpc").asText().equals("2.0") && something && idFits;
    }

    /** The response, empty for what gets none. */
    Optional<CompletableFuture<JsonNode>> answer(
            JsonNode message, Set<String> hidden, Organization organization) {
        if (!message.has("id") || !message.has("method")) {
            return Optional.empty();
        }
        JsonNode params = message.path("params");
        return Optional.of(
                switch (message.path("method").asText()) {
                    case "initialize" -> done(message, initialized(params));
                    case "ping", "logging/setLevel" -> done(message, JavaScriptJson.object());
                    case "tools/list" -> done(message, toolbox.list(hidden));
                    case "tools/call" -> called(message, params, hidden, organization);
                    default -> refused(message, -32601, "Method not found");
                });
    }

    private CompletableFuture<JsonNode> called(
            JsonNode message, JsonNode params, Set<String> hidden, Organization organization) {
        JsonNode name = params.path("name");
        if (!name.isTextual()) {
            String received = name.isMissingNode() ? "undefined" : name.getNodeType().name();
            return refused(message, -32603, NO_NAME.formatted(received.toLowerCase(Locale.ROOT)));
        }
        return toolbox.call(name.asText(), params.path("arguments"), hidden, organization)
                .thenApply(result -> response(message, result));
    }

    private static ObjectNode initialized(JsonNode params) {
        String wanted = params.path("protocolVersion").asText();
        ObjectNode result = JavaScriptJson.object();
        result.put("protocolVersion", VERSIONS.contains(wanted) ? wanted : VERSIONS.get(0));
        ObjectNode capabilities = result.putObject("capabilities");
        capabilities.putObject("tools");
        capabilities.putObject("logging").put("enabled", true);
        result.putObject("serverInfo").put("name", "Postiz MCP").put("version", "1.0.0");
        return result;
    }

    private static CompletableFuture<JsonNode> done(JsonNode message, ObjectNode result) {
        return CompletableFuture.completedFuture(response(message, result));
    }

    private static JsonNode response(JsonNode message, ObjectNode result) {
        ObjectNode response = JavaScriptJson.object();
        response.set("result", result);
        response.put("jsonrpc", "2.0");
        response.set("id", message.get("id"));
        return response;
    }

    private static CompletableFuture<JsonNode> refused(JsonNode message, int code, String text) {
        ObjectNode response = JavaScriptJson.object().put("jsonrpc", "2.0");
        response.set("id", message.get("id"));
        response.putObject("error").put("code", code).put("message", text);
        return CompletableFuture.completedFuture(response);
    }
}
