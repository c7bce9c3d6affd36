package org.postizgateway.mcp.resource;

import static org.postizgateway.mcp.feature.EndpointOptions.putIfPresent;

import io.modelcontextprotocol.util.DefaultMcpUriTemplateManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.postizgateway.mcp.feature.Completions;
import org.postizgateway.mcp.feature.EndpointOptions;
import org.postizgateway.mcp.feature.FeatureEndpoint;

/**
 * Offers the body at the end of the route as a resource. A URI with variables in braces makes it a
 * template; the variables become headers of the same name.
 */
@UriEndpoint(
        firstVersion = "4.23.0",
        scheme = "ai-resource",
        title = "AI Resource",
        syntax = "ai-resource:resourceName",
        consumerOnly = true,
        category = Category.AI)
public class AiResourceEndpoint extends FeatureEndpoint {

    @UriPath(description = "Name shown in listings")
    private final String resourceName;

    @UriParam(
            description = "URI by which clients read the resource, or an RFC 6570 level 1 template")
    @Metadata(required = true)
    private String resourceUri;

    @UriParam(description = "Media type; decides whether the body is delivered as text or as bytes")
    private String mimeType = "text/plain";

    @UriParam(
            prefix = "variable.",
            multiValue = true,
            description =
                    "variable.NAME.complete: comma-separated values that complete a template"
                            + " variable; variable.NAME.completeFrom: endpoint of a route that"
                            + " answers with them")
    private Map<String, Object> variables = Map.of();

    public AiResourceEndpoint(String uri, AiResourceComponent component, String resourceName) {
        super(uri, component);
        this.resourceName = resourceName;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "ai-resource only starts a route; read the resource through mcp-server");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (resourceUri == null) {
            throw new IllegalArgumentException(
                    "Resource '" + resourceName + "' needs a resourceUri");
        }
        boolean template = resourceUri.contains("{");
        List<String> names = new DefaultMcpUriTemplateManager(resourceUri).getVariableNames();
        EndpointOptions.requireHarmlessHeaders("Resource '" + resourceName + "'", names);
        EndpointOptions.byName("variable", variables, List.of("complete", "completeFrom"))
                .keySet()
                .forEach(name -> requireOneOf(names, name));
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put(template ? "uriTemplate" : "uri", resourceUri);
        definition.put("name", resourceName);
        putIfPresent(definition, "title", title());
        putIfPresent(definition, "description", description());
        putIfPresent(definition, "mimeType", mimeType);
        return offering(
                processor,
                route -> new Resource(definition, tags(), Completions.of(variables, route), route));
    }

    private void requireOneOf(List<String> names, String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no variable %s in resourceUri %s".formatted(name, resourceUri));
        }
    }

    public void setResourceUri(String resourceUri) {
        this.resourceUri = resourceUri;
    }

    public void setMimeType(String mimeType) {
        this.mimeType = mimeType;
    }

    public void setVariables(Map<String, Object> variables) {
        this.variables = variables;
    }
}
