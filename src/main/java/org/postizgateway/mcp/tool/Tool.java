package org.postizgateway.mcp.tool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.JsonSchema;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.Feature;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.feature.RouteInvoker;

/**
 * A tool and the route that does its work.
 *
 * @param definition the entry in {@code tools/list}
 * @param aliases names under which it is called too
 * @param outputSchema what its result must fit, where declared
 * @param announcesChanges whether its route says when it begins to change something
 */
public record Tool(
        Map<String, Object> definition,
        Set<String> tags,
        Set<String> aliases,
        TaskSupport taskSupport,
        ToolArguments arguments,
        Optional<JsonSchema> outputSchema,
        boolean readOnly,
        boolean announcesChanges,
        RouteInvoker route)
        implements Feature {

    /**
     * The tool with a name or alias.
     *
     * @param tags of which it must carry one; empty for any tool
     */
    public static Optional<Tool> find(FeatureRegistry registry, String name, Set<String> tags) {
        return registry.find(Tool.class, Kind.TOOL, name, tags)
                .or(
                        () ->
                                registry.list(Tool.class, Kind.TOOL, tags).stream()
                                        .filter(tool -> tool.aliases().contains(name))
                                        .findFirst());
    }

    @Override
    public Kind kind() {
        return Kind.TOOL;
    }

    @Override
    public String id() {
        return (String) definition.get("name");
    }

    /** What is known of the changes that one call of it makes. */
    public Changes changes() {
        return new Changes(readOnly || announcesChanges);
    }

    /**
     * The result of a call that was not answered in time.
     *
     * @param limit how long it was waited for
     * @param changes of the call, which begins none any more
     * @return {@code CallToolResult} as it goes over the wire
     */
    public Map<String, Object> givenUp(Duration limit, Changes changes) {
        return ToolResult.error(
                "%s was not answered within %d s and was given up. %s"
                        .formatted(
                                id(),
                                limit.toSeconds(),
                                changes.giveUp()
                                        ? "It had only read until then, so nothing was changed:"
                                                + " call it again later."
                                        : "Whether it took effect is not known, and what it began"
                                                + " may still go on: look before you call it"
                                                + " again."));
    }

    /**
     * Calls the tool. Arguments that do not fit are a result too (MCP 2025-11-25, tools, error
     * handling): a model can read it and correct itself.
     *
     * @param changes of this call
     * @return {@code CallToolResult} as it goes over the wire
     */
    public CompletionStage<Map<String, Object>> call(McpRequest request, Changes changes) {
        Map<String, Object> given = arguments.read(request);
        List<String> violations = arguments.violations(given);
        if (!violations.isEmpty() && !arguments.passesViolations()) {
            if (request.exchangeProperties().get(CallRecord.PROPERTY) instanceof CallRecord call) {
                call.invalidInput();
            }
            return CompletableFuture.completedFuture(ToolResult.invalidArguments(id(), violations));
        }
        return route.invoke(
                request,
                readOnly,
                exchange -> {
                    exchange.setProperty(
                            McpConstants.OUTPUT_SCHEMA, definition.get("outputSchema"));
                    exchange.setProperty(McpConstants.INVALID_ARGUMENTS, violations);
                    exchange.setProperty(McpConstants.TOOL, id());
                    changes.prepare(exchange);
                    arguments.apply(given, exchange.getMessage());
                },
                exchange -> ToolResult.of(exchange, this));
    }
}
