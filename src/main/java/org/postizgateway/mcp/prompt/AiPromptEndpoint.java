package org.postizgateway.mcp.prompt;

import static org.postizgateway.mcp.feature.EndpointOptions.putIfPresent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.postizgateway.mcp.feature.Completions;
import org.postizgateway.mcp.feature.EndpointOptions;
import org.postizgateway.mcp.feature.FeatureEndpoint;

/**
 * Offers the route as a prompt. Arguments become headers of the same name, the body holds them as a
 * Map. Text at the end of the route is one message of the user; a Map with {@code messages} passes
 * as it is.
 */
@UriEndpoint(
        firstVersion = "4.24.0",
        scheme = "ai-prompt",
        title = "AI Prompt",
        syntax = "ai-prompt:promptName",
        consumerOnly = true,
        category = Category.AI)
public class AiPromptEndpoint extends FeatureEndpoint {

    @UriPath(description = "Name of the prompt")
    private final String promptName;

    @UriParam(
            prefix = "argument.",
            multiValue = true,
            description =
                    "argument.NAME: description of an argument; argument.NAME.required;"
                            + " argument.NAME.default: what it is when it is not given;"
                            + " argument.NAME.complete: comma-separated values that complete it;"
                            + " argument.NAME.completeFrom: endpoint of a route that answers with"
                            + " them")
    private Map<String, Object> arguments = Map.of();

    public AiPromptEndpoint(String uri, AiPromptComponent component, String promptName) {
        super(uri, component);
        this.promptName = promptName;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "ai-prompt only starts a route; get the prompt through mcp-server");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Map<String, Map<String, String>> options =
                EndpointOptions.byName(
                        "argument",
                        arguments,
                        List.of("description", "required", "default", "complete", "completeFrom"));
        EndpointOptions.requireHarmlessHeaders("Prompt '" + promptName + "'", options.keySet());
        List<Map<String, Object>> declared =
                options.entrySet().stream()
                        .map(entry -> argument(entry.getKey(), entry.getValue()))
                        .toList();
        Map<String, String> defaults = new LinkedHashMap<>();
        options.forEach(
                (name, sub) -> {
                    if (sub.containsKey("default")) {
                        defaults.put(name, sub.get("default"));
                    }
                });
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("name", promptName);
        putIfPresent(definition, "title", title());
        putIfPresent(definition, "description", description());
        definition.put("arguments", declared);
        return offering(
                processor,
                route ->
                        new Prompt(
                                definition,
                                tags(),
                                declared,
                                defaults,
                                Completions.of(arguments, route),
                                route));
    }

    private static Map<String, Object> argument(String name, Map<String, String> options) {
        Map<String, Object> argument = new LinkedHashMap<>();
        argument.put("name", name);
        putIfPresent(argument, "description", options.getOrDefault("description", options.get("")));
        argument.put("required", Boolean.parseBoolean(options.get("required")));
        return argument;
    }

    public void setArguments(Map<String, Object> arguments) {
        this.arguments = arguments;
    }
}
