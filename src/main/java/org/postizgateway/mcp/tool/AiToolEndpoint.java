package org.postizgateway.mcp.tool;

import static org.postizgateway.mcp.feature.EndpointOptions.putIfPresent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.postizgateway.mcp.JsonSchema;
import org.postizgateway.mcp.feature.EndpointOptions;
import org.postizgateway.mcp.feature.FeatureEndpoint;
import org.postizgateway.mcp.feature.FeatureRegistry;

/**
 * Offers the route as a tool. Declared top-level arguments become headers of the same name, the
 * body holds all arguments as a Map. The body at the end of the route is the result, see {@link
 * ToolResult}.
 *
 * <p>As a step of a route it calls the tool of that name, see {@link AiToolProducer}.
 */
@UriEndpoint(
        firstVersion = "4.22.0",
        scheme = "ai-tool",
        title = "AI Tool",
        syntax = "ai-tool:toolName",
        category = Category.AI)
public class AiToolEndpoint extends FeatureEndpoint {

    /** MCP 2025-11-25, tools, tool names. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    @UriPath(description = "Name of the tool")
    private final String toolName;

    @UriParam(prefix = "parameter.", multiValue = true, description = "Arguments, one by one")
    private Map<String, Object> parameters = Map.of();

    @UriParam(description = "JSON Schema of the arguments, inline or as a resource reference")
    private String argSchema;

    @UriParam(
            prefix = "outputParameter.",
            multiValue = true,
            description = "Result, field by field")
    private Map<String, Object> outputParameters = Map.of();

    @UriParam(description = "JSON Schema of the result, inline or as a resource reference")
    private String outputSchema;

    @UriParam(description = "The tool changes nothing")
    private Boolean readOnlyHint;

    @UriParam(description = "The tool may destroy something")
    private Boolean destructiveHint;

    @UriParam(description = "Calling the tool again with the same arguments changes nothing more")
    private Boolean idempotentHint;

    @UriParam(description = "The tool reaches beyond the systems behind this server")
    private Boolean openWorldHint;

    @UriParam(
            description =
                    "Whether JSON text, single elements and scalars are taken for what the schema asks",
            defaultValue = "false")
    private boolean lenientArguments;

    @UriParam(
            description = "What becomes of arguments that the schema does not declare",
            defaultValue = "ignored")
    private UnknownArguments unknownArguments = UnknownArguments.ignored;

    @UriParam(
            description = "What becomes of a call whose arguments do not fit the schema",
            defaultValue = "refused")
    private InvalidArguments invalidArguments = InvalidArguments.refused;

    @UriParam(
            description =
                    "Whether the route says when it begins to change something, as policies of the ledger do: a call that fails or is given up before has changed nothing",
            defaultValue = "false")
    private boolean announcesChanges;

    @UriParam(
            description = "Comma-separated names under which the tool is called too but not listed")
    private String aliases;

    @UriParam(
            description = "Whether a caller with the tasks extension gets a task handle",
            defaultValue = "forbidden")
    private TaskSupport taskSupport = TaskSupport.forbidden;

    public AiToolEndpoint(String uri, AiToolComponent component, String toolName) {
        super(uri, component);
        this.toolName = toolName;
    }

    @Override
    public Producer createProducer() {
        return new AiToolProducer(this, toolName);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (!NAME.matcher(toolName).matches()) {
            throw new IllegalArgumentException(
                    "Tool '"
                            + toolName
                            + "' needs a name of 1 to 128 letters, digits, '_', '-' and '.'");
        }
        if (description() == null || description().isBlank()) {
            throw new IllegalArgumentException(
                    "Tool '" + toolName + "' needs a description: a model chooses it by that");
        }
        Map<String, Object> input =
                argSchema == null
                        ? EndpointOptions.schema("parameter", parameters)
                        : EndpointOptions.json(getCamelContext(), "argSchema", argSchema);
        Optional<Map<String, Object>> output = outputDefinition();
        Map<String, Object> definition = definition(input, output);
        ToolArguments arguments =
                new ToolArguments(
                        toolName,
                        input,
                        new ArgumentOptions(lenientArguments, unknownArguments, invalidArguments));
        return offering(
                processor,
                route ->
                        new Tool(
                                definition,
                                tags(),
                                FeatureRegistry.tags(aliases),
                                taskSupport,
                                arguments,
                                output.map(JsonSchema::compile),
                                Boolean.TRUE.equals(readOnlyHint),
                                announcesChanges,
                                route));
    }

    private Optional<Map<String, Object>> outputDefinition() {
        if (outputSchema != null) {
            return Optional.of(
                    EndpointOptions.json(getCamelContext(), "outputSchema", outputSchema));
        }
        return outputParameters.isEmpty()
                ? Optional.empty()
                : Optional.of(EndpointOptions.schema("outputParameter", outputParameters));
    }

    private Map<String, Object> definition(
            Map<String, Object> input, Optional<Map<String, Object>> output) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("name", toolName);
        putIfPresent(definition, "title", title());
        definition.put("description", description().strip());
        definition.put("inputSchema", input);
        output.ifPresent(schema -> definition.put("outputSchema", schema));
        Map<String, Object> annotations = new LinkedHashMap<>();
        putIfPresent(annotations, "readOnlyHint", readOnlyHint);
        putIfPresent(annotations, "destructiveHint", destructiveHint);
        putIfPresent(annotations, "idempotentHint", idempotentHint);
        putIfPresent(annotations, "openWorldHint", openWorldHint);
        if (!annotations.isEmpty()) {
            definition.put("annotations", annotations);
        }
        return definition;
    }

    public void setParameters(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    public void setArgSchema(String argSchema) {
        this.argSchema = argSchema;
    }

    public void setOutputParameters(Map<String, Object> outputParameters) {
        this.outputParameters = outputParameters;
    }

    public void setOutputSchema(String outputSchema) {
        this.outputSchema = outputSchema;
    }

    public void setReadOnlyHint(Boolean readOnlyHint) {
        this.readOnlyHint = readOnlyHint;
    }

    public void setDestructiveHint(Boolean destructiveHint) {
        this.destructiveHint = destructiveHint;
    }

    public void setIdempotentHint(Boolean idempotentHint) {
        this.idempotentHint = idempotentHint;
    }

    public void setOpenWorldHint(Boolean openWorldHint) {
        this.openWorldHint = openWorldHint;
    }

    public void setLenientArguments(boolean lenientArguments) {
        this.lenientArguments = lenientArguments;
    }

    public void setUnknownArguments(UnknownArguments unknownArguments) {
        this.unknownArguments = unknownArguments;
    }

    public void setInvalidArguments(InvalidArguments invalidArguments) {
        this.invalidArguments = invalidArguments;
    }

    public void setAnnouncesChanges(boolean announcesChanges) {
        this.announcesChanges = announcesChanges;
    }

    public void setAliases(String aliases) {
        this.aliases = aliases;
    }

    public void setTaskSupport(TaskSupport taskSupport) {
        this.taskSupport = taskSupport;
    }
}
