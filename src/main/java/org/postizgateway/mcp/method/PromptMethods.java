package org.postizgateway.mcp.method;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.Feature.Kind;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.prompt.Prompt;

/** {@code prompts/list} and {@code prompts/get}. */
final class PromptMethods {

    private final FeatureRegistry registry;
    private final Set<String> tags;
    private final Pages pages;

    PromptMethods(FeatureRegistry registry, Set<String> tags, Pages pages) {
        this.registry = registry;
        this.tags = tags;
        this.pages = pages;
    }

    CompletionStage<Map<String, Object>> list(McpRequest request) {
        return CompletableFuture.completedFuture(
                pages.page("prompts", registry.list(Prompt.class, Kind.PROMPT, tags), request));
    }

    CompletionStage<Map<String, Object>> get(McpRequest request) {
        String name = request.requiredString("name");
        return registry.find(Prompt.class, Kind.PROMPT, name, tags)
                .orElseThrow(
                        () ->
                                McpRequest.invalidParams(
                                        "Unknown prompt: "
                                                + name
                                                + ". prompts/list names the prompts there are"))
                .get(request);
    }
}
