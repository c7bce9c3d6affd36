package org.postizgateway.mcp.tool;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;
import org.postizgateway.mcp.JsonSchema;
import org.postizgateway.mcp.feature.EndpointOptions;

/** The declared arguments of a tool: checks what a caller sent and hands it to the route. */
public final class ToolArguments {

    private final Map<String, Object> definition;
    private final boolean lenient;
    private final JsonSchema schema;
    private final Set<String> names;
    private final ParameterHeaders headers;

    /**
     * @param lenient whether {@link LenientArguments} are taken
     * @throws IllegalArgumentException when the schema is no object schema, misuses {@code
     *     x-mcp-header} or declares an argument whose name would shadow a Camel header
     */
    ToolArguments(String tool, Map<String, Object> definition, boolean lenient) {
        if (!"object".equals(definition.get("type"))) {
            throw new IllegalArgumentException(
                    "The argument schema of tool '"
                            + tool
                            + "' must have \"type\": \"object\" at its root");
        }
        this.names =
                definition.get("properties") instanceof Map<?, ?> properties
                        ? Set.copyOf(stringKeys(properties))
                        : Set.of();
        EndpointOptions.requireHarmlessHeaders("Tool '" + tool + "'", names);
        this.definition = definition;
        this.lenient = lenient;
        this.headers = ParameterHeaders.of(definition);
        this.schema = JsonSchema.compile(definition);
    }

    /** The arguments that callers repeat in HTTP headers. */
    public ParameterHeaders headers() {
        return headers;
    }

    /** The arguments as they are checked and handed to the route. */
    @SuppressWarnings("unchecked")
    Map<String, Object> read(Map<String, Object> given) {
        return lenient ? (Map<String, Object>) LenientArguments.fit(definition, given) : given;
    }

    /** One sentence for each argument that does not fit; empty when all do. */
    List<String> violations(Map<String, Object> arguments) {
        return schema.violations(arguments);
    }

    /** The body holds all arguments, each declared one is a header too. */
    void apply(Map<String, Object> arguments, Message message) {
        message.setBody(arguments);
        for (String name : names) {
            Object value = arguments.get(name);
            if (value != null) {
                message.setHeader(name, value);
            }
        }
    }

    private static List<String> stringKeys(Map<?, ?> map) {
        return map.keySet().stream().map(String::valueOf).toList();
    }
}
