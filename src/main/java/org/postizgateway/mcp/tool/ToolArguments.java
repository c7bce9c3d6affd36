package org.postizgateway.mcp.tool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;
import org.postizgateway.mcp.JsonSchema;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.EndpointOptions;

/** The declared arguments of a tool: checks what a caller sent and hands it to the route. */
public final class ToolArguments {

    private static final String ARGUMENTS = "arguments";
    private static final int MAX_SHOWN = 40;

    /**
     * What workflow engines put beside the arguments of every tool. They mean nothing to a tool.
     */
    private static final Set<String> OF_WORKFLOWS =
            Set.of("sessionId", "action", "chatInput", "toolCallId", "tool");

    private final String tool;
    private final Map<String, Object> definition;
    private final ArgumentOptions options;
    private final JsonSchema schema;
    private final Set<String> names;
    private final ParameterHeaders headers;

    /**
     * @param options what is taken beside what the schema says
     * @throws IllegalArgumentException when the schema is no object schema, misuses {@code
     *     x-mcp-header} or declares an argument whose name would shadow a Camel header
     */
    ToolArguments(String tool, Map<String, Object> definition, ArgumentOptions options) {
        if (!"object".equals(definition.get("type"))) {
            throw new IllegalArgumentException(
                    "The argument schema of tool '"
                            + tool
                            + "' must have \"type\": \"object\" at its root");
        }
        this.names =
                definition.get("properties") instanceof Map<?, ?> properties
                        ? Collections.unmodifiableSet(new LinkedHashSet<>(stringKeys(properties)))
                        : Set.of();
        EndpointOptions.requireHarmlessHeaders("Tool '" + tool + "'", names);
        this.definition = definition;
        this.options = options;
        this.tool = tool;
        this.headers = ParameterHeaders.of(definition);
        this.schema = JsonSchema.compile(definition);
    }

    /** The arguments that callers repeat in HTTP headers. */
    public ParameterHeaders headers() {
        return headers;
    }

    /**
     * The arguments of a call as they are checked and handed to the route. Some clients send an
     * empty text for none.
     *
     * @throws io.modelcontextprotocol.spec.McpError invalid params, when they are no object
     */
    @SuppressWarnings("unchecked")
    Map<String, Object> read(McpRequest request) {
        if (request.params().get(ARGUMENTS) instanceof String text && text.isBlank()) {
            return Map.of();
        }
        Map<String, Object> given = request.object(ARGUMENTS);
        return options.lenient()
                ? (Map<String, Object>) LenientArguments.fit(definition, given)
                : given;
    }

    /** One sentence for each argument that does not fit; empty when all do. */
    List<String> violations(Map<String, Object> arguments) {
        List<String> violations = new ArrayList<>(schema.violations(arguments));
        if (options.unknown() == UnknownArguments.refused) {
            arguments.entrySet().stream()
                    .filter(argument -> argument.getValue() != null)
                    .map(Map.Entry::getKey)
                    .filter(name -> !names.contains(name) && !OF_WORKFLOWS.contains(name))
                    .forEach(name -> violations.add(unknown(name)));
        }
        return violations;
    }

    /** Whether the route itself says what does not fit. */
    boolean passesViolations() {
        return options.invalid() == InvalidArguments.passed;
    }

    private String unknown(String name) {
        String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
        return names.isEmpty()
                ? "%s is not known: %s has no arguments. Leave it out.".formatted(shown, tool)
                : "%s is not known: %s has %s. Use one of those, or leave it out."
                        .formatted(shown, tool, String.join(", ", names));
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
