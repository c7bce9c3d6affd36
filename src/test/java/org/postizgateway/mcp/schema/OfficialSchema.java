package org.postizgateway.mcp.schema;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.mcp.Json;

/**
 * The JSON schema that the specification publishes for one revision. The files are no part of the
 * project: they are looked for in {@code ../shared/mcp-schema} or where the environment variable or
 * system property {@code MCP_SCHEMA_DIR} says.
 */
final class OfficialSchema {

    private static final Map<String, String> RESULTS =
            Map.ofEntries(
                    entry("initialize", "InitializeResult"),
                    entry("server/discover", "DiscoverResult"),
                    entry("tools/list", "ListToolsResult"),
                    entry("tools/call", "CallToolResult"),
                    entry("resources/list", "ListResourcesResult"),
                    entry("resources/templates/list", "ListResourceTemplatesResult"),
                    entry("resources/read", "ReadResourceResult"),
                    entry("prompts/list", "ListPromptsResult"),
                    entry("prompts/get", "GetPromptResult"),
                    entry("completion/complete", "CompleteResult"),
                    entry("subscriptions/listen", "SubscriptionsListenResult"));

    private static final Map<String, String> METHODS =
            Map.ofEntries(
                    entry("sampling/createMessage", "CreateMessageRequest"),
                    entry("elicitation/create", "ElicitRequest"),
                    entry("roots/list", "ListRootsRequest"),
                    entry("notifications/progress", "ProgressNotification"),
                    entry("notifications/message", "LoggingMessageNotification"),
                    entry("notifications/tools/list_changed", "ToolListChangedNotification"),
                    entry("notifications/prompts/list_changed", "PromptListChangedNotification"),
                    entry(
                            "notifications/resources/list_changed",
                            "ResourceListChangedNotification"),
                    entry("notifications/resources/updated", "ResourceUpdatedNotification"),
                    entry(
                            "notifications/subscriptions/acknowledged",
                            "SubscriptionsAcknowledgedNotification"));

    /** Errors of a form of their own, in the revision that has them. */
    private static final Map<Integer, String> ERRORS =
            Map.of(
                    -32020, "HeaderMismatchError",
                    -32021, "MissingRequiredClientCapabilityError",
                    -32022, "UnsupportedProtocolVersionError");

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final ObjectNode document;

    OfficialSchema(String revision) {
        try {
            document =
                    (ObjectNode)
                            Json.mapper()
                                    .readTree(directory().resolve(revision + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isThere() {
        return Files.isDirectory(directory());
    }

    static Path directory() {
        String environment = System.getenv("MCP_SCHEMA_DIR");
        String fallback = environment != null ? environment : "../shared/mcp-schema";
        return Path.of(System.getProperty("MCP_SCHEMA_DIR", fallback));
    }

    /**
     * What is wrong with a message of the server; empty when nothing is.
     *
     * @param method of the request that the message answers
     */
    List<String> violations(String method, Map<String, Object> message) {
        if (message.get("method") instanceof String own) {
            return against(METHODS.getOrDefault(own, "(none for " + own + ")"), message);
        }
        if (message.get("error") instanceof Map<?, ?> error) {
            String ordinary = has("JSONRPCErrorResponse") ? "JSONRPCErrorResponse" : "JSONRPCError";
            String special = ERRORS.getOrDefault(error.get("code"), ordinary);
            return against(has(special) ? special : ordinary, message);
        }
        Object result = message.getOrDefault("result", "(no result)");
        boolean question =
                result instanceof Map<?, ?> map && "input_required".equals(map.get("resultType"));
        List<String> violations =
                against(
                        question
                                ? "InputRequiredResult"
                                : RESULTS.getOrDefault(method, "EmptyResult"),
                        result);
        return violations.isEmpty() ? against("JSONRPCMessage", message) : violations;
    }

    private boolean has(String definition) {
        return definitions().has(definition);
    }

    private ObjectNode definitions() {
        return (ObjectNode) document.get(document.has("$defs") ? "$defs" : "definitions");
    }

    private List<String> against(String definition, Object value) {
        if (!has(definition)) {
            return List.of("The schema has no definition " + definition);
        }
        return compiled
                .computeIfAbsent(definition, this::compile)
                .validate(Json.mapper().<JsonNode>valueToTree(value))
                .stream()
                .map(error -> definition + error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Schema compile(String definition) {
        String key = document.has("$defs") ? "$defs" : "definitions";
        ObjectNode schema = document.deepCopy();
        schema.putArray("allOf").addObject().put("$ref", "#/" + key + "/" + definition);
        return registry.getSchema(schema);
    }
}
