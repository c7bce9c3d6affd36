package org.postizgateway.mcp.method;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.Feature.Kind;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.feature.Toolsets;
import org.postizgateway.mcp.tool.Changes;
import org.postizgateway.mcp.tool.Tool;
import org.postizgateway.mcp.tool.ToolCalls;

/** {@code tools/list} and {@code tools/call}. */
public final class ToolMethods {

    private final FeatureRegistry registry;
    private final Set<String> tags;
    private final Pages pages;
    private final ToolCalls calls;
    private final Deadline deadline;

    ToolMethods(
            FeatureRegistry registry,
            Set<String> tags,
            Pages pages,
            ToolCalls calls,
            Deadline deadline) {
        this.registry = registry;
        this.tags = tags;
        this.pages = pages;
        this.calls = calls;
        this.deadline = deadline;
    }

    CompletionStage<Map<String, Object>> list(McpRequest request) {
        Toolsets offered = offered(request);
        return CompletableFuture.completedFuture(
                pages.page(
                        "tools",
                        registry.list(Tool.class, Kind.TOOL, tags).stream()
                                .filter(offered::offers)
                                .toList(),
                        request));
    }

    CompletionStage<Map<String, Object>> call(McpRequest request) {
        Optional<String> tool =
                request.params().get("name") instanceof String name
                        ? find(name, offered(request)).map(Tool::id)
                        : Optional.empty();
        return calls.observe(tool, request, this::run);
    }

    private CompletionStage<Map<String, Object>> run(McpRequest request) {
        String name = request.requiredString("name");
        Tool tool =
                find(name, offered(request))
                        .orElseThrow(
                                () -> McpRequest.invalidParams(unknown(name, offered(request))));
        String scope = tool.readOnly() ? McpConstants.READ : McpConstants.WRITE;
        Scopes.demand(request, scope, "The tool " + tool.id());
        Changes changes = tool.changes();
        return deadline.keep(
                request,
                timed -> tool.call(timed, changes),
                limit -> CompletableFuture.completedFuture(tool.givenUp(limit, changes)));
    }

    private String unknown(String name, Toolsets offered) {
        return find(name)
                .map(
                        tool ->
                                "The tool "
                                        + name
                                        + " belongs to the toolset "
                                        + String.join(", ", offered.of(tool))
                                        + "; served here are "
                                        + String.join(", ", offered.served()))
                .orElse("Unknown tool: " + name + ". tools/list names the tools there are");
    }

    private static Toolsets offered(McpRequest request) {
        return request.exchangeProperties().get(McpConstants.TOOLSETS) instanceof Toolsets offered
                ? offered
                : Toolsets.EVERY;
    }

    /** The tool with a name or alias, if it is among those offered. */
    public Optional<Tool> find(String name, Toolsets offered) {
        return find(name).filter(offered::offers);
    }

    private Optional<Tool> find(String name) {
        return Tool.find(registry, name, tags);
    }
}
