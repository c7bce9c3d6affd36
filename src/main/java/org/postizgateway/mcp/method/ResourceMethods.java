package org.postizgateway.mcp.method;

import io.modelcontextprotocol.spec.McpError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.Feature.Kind;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.resource.Resource;

/** {@code resources/list}, {@code resources/templates/list} and {@code resources/read}. */
final class ResourceMethods {

    private final FeatureRegistry registry;
    private final Set<String> tags;
    private final Pages pages;

    ResourceMethods(FeatureRegistry registry, Set<String> tags, Pages pages) {
        this.registry = registry;
        this.tags = tags;
        this.pages = pages;
    }

    CompletionStage<Map<String, Object>> list(McpRequest request) {
        return CompletableFuture.completedFuture(
                pages.page(
                        "resources", registry.list(Resource.class, Kind.RESOURCE, tags), request));
    }

    CompletionStage<Map<String, Object>> listTemplates(McpRequest request) {
        return CompletableFuture.completedFuture(
                pages.page(
                        "resourceTemplates",
                        registry.list(Resource.class, Kind.RESOURCE_TEMPLATE, tags),
                        request));
    }

    CompletionStage<Map<String, Object>> read(McpRequest request) {
        String uri = request.requiredString("uri");
        return find(uri)
                .orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(uri))
                .read(request, uri);
    }

    private Optional<Resource> find(String uri) {
        return registry.find(Resource.class, Kind.RESOURCE, uri, tags)
                .or(
                        () ->
                                registry.list(Resource.class, Kind.RESOURCE_TEMPLATE, tags).stream()
                                        .filter(template -> template.matches(uri))
                                        .findFirst());
    }
}
