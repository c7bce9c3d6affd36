package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.sandbox.state.organization.Organization;
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

    private static final String METHOD_NOT_FOUND = "Method not found";

    private final Toolbox toolbox;

    private final AppResources resources;

    public McpDispatcher(Toolbox toolbox, AppResources resources) {
        this.resources = resources;
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
                    default -> resources(message, params);
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

    private CompletableFuture<JsonNode> resources(JsonNode message, JsonNode params) {
        if (!resources.exist()) {
            return refused(message, -32601, METHOD_NOT_FOUND);
        }
        String uri = params.path("uri").asText();
        return switch (message.path("method").asText()) {
            case "resources/list" -> done(message, resources.list());
            case "resources/subscribe", "resources/unsubscribe" ->
                    done(message, JavaScriptJson.object());
            case "resources/read" ->
                    resources
                            .read(uri)
                            .map(content -> done(message, content))
                            .orElseGet(
                                    () -> refused(message, -32602, "Resource not found: " + uri));
            default -> refused(message, -32601, METHOD_NOT_FOUND);
        };
    }

    private ObjectNode initialized(JsonNode params) {
        String wanted = params.path("protocolVersion").asText();
        ObjectNode result = JavaScriptJson.object();
        result.put("protocolVersion", VERSIONS.contains(wanted) ? wanted : VERSIONS.get(0));
        ObjectNode capabilities = result.putObject("capabilities");
        ObjectNode tools = capabilities.putObject("tools");
        capabilities.putObject("logging").put("enabled", true);
        if (resources.exist()) {
            tools.put("listChanged", true);
            capabilities.putObject("resources").put("subscribe", true).put("listChanged", true);
            capabilities.putObject("extensions").putObject("io.modelcontextprotocol/ui");
        }
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
