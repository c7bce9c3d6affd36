package org.postizgateway.mcp.method;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.Completions;
import org.postizgateway.mcp.feature.Feature.Kind;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.prompt.Prompt;
import org.postizgateway.mcp.resource.Resource;

/** {@code completion/complete}. */
final class CompletionMethods {

    private final FeatureRegistry registry;
    private final Set<String> tags;

    CompletionMethods(FeatureRegistry registry, Set<String> tags) {
        this.registry = registry;
        this.tags = tags;
    }

    CompletionStage<Map<String, Object>> complete(McpRequest request) {
        Map<String, Object> argument = request.object("argument");
        if (!(argument.get("name") instanceof String name)
                || !(argument.get("value") instanceof String typed)) {
            throw McpRequest.invalidParams("params.argument must hold the strings name and value");
        }
        return completions(request.object("ref"))
                .complete(request, name, typed)
                .thenApply(completion -> new LinkedHashMap<>(Map.of("completion", completion)));
    }

    private Completions completions(Map<String, Object> ref) {
        if ("ref/prompt".equals(ref.get("type")) && ref.get("name") instanceof String name) {
            return registry.find(Prompt.class, Kind.PROMPT, name, tags)
                    .map(Prompt::completions)
                    .orElseThrow(() -> McpRequest.invalidParams("Unknown prompt: " + name));
        }
        if ("ref/resource".equals(ref.get("type")) && ref.get("uri") instanceof String uri) {
            return registry.find(Resource.class, Kind.RESOURCE_TEMPLATE, uri, tags)
                    .or(() -> registry.find(Resource.class, Kind.RESOURCE, uri, tags))
                    .map(Resource::completions)
                    .orElseThrow(
                            () -> McpRequest.invalidParams("Unknown resource template: " + uri));
        }
        throw McpRequest.invalidParams(
                "params.ref must be {type: ref/prompt, name} or {type: ref/resource, uri}");
    }
}
