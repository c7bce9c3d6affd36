package org.postizgateway.mcp.method;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.Feature.Kind;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.tool.Tool;
import org.postizgateway.mcp.tool.ToolCalls;

/** {@code tools/list} and {@code tools/call}. */
public final class ToolMethods {

    private final FeatureRegistry registry;
    private final Set<String> tags;
    private final Pages pages;
    private final ToolCalls calls;

    ToolMethods(FeatureRegistry registry, Set<String> tags, Pages pages, ToolCalls calls) {
        this.registry = registry;
        this.tags = tags;
        this.pages = pages;
        this.calls = calls;
    }

    CompletionStage<Map<String, Object>> list(McpRequest request) {
        return CompletableFuture.completedFuture(
                pages.page("tools", registry.list(Tool.class, Kind.TOOL, tags), request));
    }

    CompletionStage<Map<String, Object>> call(McpRequest request) {
        Optional<String> tool =
                request.params().get("name") instanceof String name
                        ? find(name).map(Tool::id)
                        : Optional.empty();
        return calls.observe(tool, request, this::run);
    }

    private CompletionStage<Map<String, Object>> run(McpRequest request) {
        return find(request.requiredString("name"))
                .orElseThrow(
                        () ->
                                McpRequest.invalidParams(
                                        "Unknown tool: "
                                                + request.params().get("name")
                                                + ". tools/list names the tools there are"))
                .call(request);
    }

    /** The tool with a name or alias, if this server offers it. */
    public Optional<Tool> find(String name) {
        return Tool.find(registry, name, tags);
    }
}
