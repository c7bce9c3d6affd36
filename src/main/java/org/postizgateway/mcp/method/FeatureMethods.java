package org.postizgateway.mcp.method;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.mcp.CallListener;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.tool.ToolCalls;

/** The methods over tools, resources and prompts that one server offers. */
public final class FeatureMethods {

    private final Map<String, Method> methods = new HashMap<>();
    private final ToolMethods tools;

    /**
     * @param tags which features the server offers; empty for all
     * @param pageSize most entries in one page of a list
     * @param limit how long a call may take; zero for no limit
     * @param listeners told of tool calls
     */
    public FeatureMethods(
            FeatureRegistry registry,
            Set<String> tags,
            int pageSize,
            Duration limit,
            Collection<CallListener> listeners) {
        Pages pages = new Pages(pageSize);
        Deadline deadline = new Deadline(limit);
        this.tools = new ToolMethods(registry, tags, pages, new ToolCalls(listeners), deadline);
        ResourceMethods resources = new ResourceMethods(registry, tags, pages);
        PromptMethods prompts = new PromptMethods(registry, tags, pages);
        CompletionMethods completions = new CompletionMethods(registry, tags);
        methods.put(McpSchema.METHOD_TOOLS_LIST, tools::list);
        methods.put(McpSchema.METHOD_TOOLS_CALL, tools::call);
        methods.put(McpSchema.METHOD_RESOURCES_LIST, resources::list);
        methods.put(McpSchema.METHOD_RESOURCES_TEMPLATES_LIST, resources::listTemplates);
        methods.put(
                McpSchema.METHOD_RESOURCES_READ, inTime(deadline, Scopes.reading(resources::read)));
        methods.put(McpSchema.METHOD_PROMPT_LIST, prompts::list);
        methods.put(McpSchema.METHOD_PROMPT_GET, inTime(deadline, Scopes.reading(prompts::get)));
        methods.put(
                McpSchema.METHOD_COMPLETION_COMPLETE,
                inTime(deadline, Scopes.reading(completions::complete)));
    }

    private static Method inTime(Deadline deadline, Method method) {
        return request ->
                deadline.keep(
                        request,
                        method::call,
                        limit ->
                                CompletableFuture.failedFuture(
                                        McpError.builder(ErrorCodes.INTERNAL_ERROR)
                                                .message(
                                                        "There was no answer within "
                                                                + limit.toSeconds()
                                                                + " s. Nothing was changed; try"
                                                                + " again later")
                                                .build()));
    }

    /** The method with a name; empty when there is none. */
    public Optional<Method> find(String name) {
        return Optional.ofNullable(methods.get(name));
    }

    public ToolMethods tools() {
        return tools;
    }
}
