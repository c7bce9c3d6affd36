package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.sandbox.generation.ProxiedAnswer;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.Incoming;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** HTTP side of the MCP server behind every door (contract, section 2.1). */
public final class McpEndpoint {

    private final McpDispatcher dispatcher;
    private final ProxiedAnswer proxied;

    public McpEndpoint(McpDispatcher dispatcher, ProxiedAnswer proxied) {
        this.dispatcher = dispatcher;
        this.proxied = proxied;
    }

    ServerResponse serve(ServerRequest request, Organization organization, Set<String> hidden) {
        return switch (request.method().name()) {
            case "POST" -> post(request, organization, hidden);
            case "GET" -> silentStream();
            case "DELETE" -> ServerResponse.ok().contentType(Answers.TEXT).body("");
            default ->
                    ServerResponse.status(405)
                            .header("Allow", "GET, POST, DELETE")
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(error(-32000, "Method not allowed.").toString());
        };
    }

    /** Stays open and says nothing. */
    private static ServerResponse silentStream() {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header("Cache-Control", "no-cache, no-transform")
                .build(
                        (request, response) -> {
                            response.flushBuffer();
                            request.startAsync().setTimeout(0);
                            return null;
                        });
    }

    private ServerResponse post(
            ServerRequest request, Organization organization, Set<String> hidden) {
        String type = Optional.ofNullable(request.headers().firstHeader("Content-Type")).orElse("");
        if (!type.contains("application/json")) {
            return json(
                    415,
                    error(-32000, "Unsupported Media Type: Content-Type must be application/json"));
        }
        JsonNode body;
        try {
            body = JavaScriptJson.parse(Incoming.of(request.servletRequest()).text());
        } catch (JavaScriptJson.JavaScriptSyntaxError e) {
            ObjectNode failure = error(-32603, "Internal server error");
            ((ObjectNode) failure.get("error")).put("data", e.getMessage());
            return json(500, failure);
        }
        List<JsonNode> messages = new ArrayList<>();
        (body.isArray() ? body : JavaScriptJson.array().add(body)).forEach(messages::add);
        if (!messages.stream().allMatch(McpDispatcher::isMessage)) {
            return json(400, error(-32700, "Parse error: Invalid JSON-RPC message"));
        }
        String version = request.headers().firstHeader("Mcp-Protocol-Version");
        if (version != null && !McpDispatcher.VERSIONS.contains(version)) {
            return json(
                    400,
                    error(
                            -32000,
                            "Bad Request: Unsupported protocol version: "
                                    + version
                                    + " (supported versions: "
                                    + String.join(", ", McpDispatcher.VERSIONS)
                                    + ")"));
        }
        return answer(request, messages, body.isArray(), organization, hidden);
    }

    private ServerResponse answer(
            ServerRequest request,
            List<JsonNode> messages,
            boolean batch,
            Organization organization,
            Set<String> hidden) {
        List<CompletableFuture<JsonNode>> answers =
                messages.stream()
                        .map(message -> dispatcher.answer(message, hidden, organization))
                        .flatMap(Optional::stream)
                        .toList();
        if (answers.isEmpty()) {
            return ServerResponse.accepted().build();
        }
        return proxied.of(
                request,
                CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                        .thenApply(
                                done -> json(200, batch ? all(answers) : answers.get(0).join())));
    }

    private static JsonNode all(List<CompletableFuture<JsonNode>> answers) {
        ArrayNode all = JavaScriptJson.array();
        answers.forEach(answer -> all.add(answer.join()));
        return all;
    }

    private static ServerResponse json(int status, JsonNode body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(JavaScriptJson.stringify(body));
    }

    private static ObjectNode error(int code, String message) {
        ObjectNode error = JavaScriptJson.object().put("jsonrpc", "2.0");
        error.putObject("error").put("code", code).put("message", message);
        return error.putNull("id");
    }
}
