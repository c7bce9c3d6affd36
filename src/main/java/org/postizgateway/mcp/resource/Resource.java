package org.postizgateway.mcp.resource;

import io.modelcontextprotocol.util.DefaultMcpUriTemplateManager;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.Completions;
import org.postizgateway.mcp.feature.Feature;
import org.postizgateway.mcp.feature.FeatureFailure;
import org.postizgateway.mcp.feature.RouteInvoker;

/**
 * A resource or resource template and the route that reads it.
 *
 * @param definition the entry in {@code resources/list} or {@code resources/templates/list}
 * @param completions values for the variables of a template
 */
public record Resource(
        Map<String, Object> definition,
        Set<String> tags,
        Completions completions,
        RouteInvoker route)
        implements Feature {

    private static final Pattern TEXT =
            Pattern.compile("text/.*|application/(.*[+.-])?(json|xml|yaml|javascript)(;.*)?");

    @Override
    public Kind kind() {
        return definition.containsKey("uriTemplate") ? Kind.RESOURCE_TEMPLATE : Kind.RESOURCE;
    }

    @Override
    public String id() {
        return (String) definition.getOrDefault("uriTemplate", definition.get("uri"));
    }

    /** Whether a URI is this resource, or one that the template describes. */
    public boolean matches(String uri) {
        return kind() == Kind.RESOURCE
                ? id().equals(uri)
                : new DefaultMcpUriTemplateManager(id()).matches(uri);
    }

    /**
     * Reads the resource.
     *
     * @param uri one that {@link #matches matches}
     * @return {@code ReadResourceResult} as it goes over the wire
     */
    public CompletionStage<Map<String, Object>> read(McpRequest request, String uri) {
        Map<String, String> variables = variables(uri);
        return route.invoke(
                request,
                true,
                exchange -> {
                    exchange.getMessage().setBody(new LinkedHashMap<>(variables));
                    variables.forEach(exchange.getMessage()::setHeader);
                },
                exchange -> result(exchange, uri));
    }

    private Map<String, String> variables(String uri) {
        if (kind() == Kind.RESOURCE) {
            return Map.of();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        new DefaultMcpUriTemplateManager(id())
                .extractVariableValues(uri)
                .forEach((name, value) -> variables.put(name, decode(value)));
        return variables;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw McpRequest.invalidParams("params.uri is not percent-encoded correctly");
        }
    }

    /** As of a tool, what is structured is JSON. */
    private static String text(Message message) {
        Object body = message.getBody();
        return body instanceof Map || body instanceof List
                ? Json.write(body)
                : message.getBody(String.class);
    }

    private Map<String, Object> result(Exchange exchange, String uri) {
        FeatureFailure.throwIfFailed(exchange, "resource " + uri);
        Message message = exchange.getMessage();
        if (message.getBody() instanceof Map<?, ?> map
                && map.get("contents") instanceof List<?> contents) {
            return new LinkedHashMap<>(Map.of("contents", contents));
        }
        String mimeType = (String) definition.get("mimeType");
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("uri", uri);
        content.put("mimeType", mimeType);
        if (TEXT.matcher(mimeType).matches()) {
            String text = text(message);
            content.put("text", text == null ? "" : text);
        } else {
            byte[] bytes = message.getBody(byte[].class);
            content.put(
                    "blob",
                    Base64.getEncoder().encodeToString(bytes == null ? new byte[0] : bytes));
        }
        return new LinkedHashMap<>(Map.of("contents", List.of(content)));
    }
}
