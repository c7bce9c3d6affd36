package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** All MCP tools that this Postiz has, and how their calls end. */
public final class Toolbox {

    private static final int SHOWN_ARGUMENTS = 200;

    private final Map<String, Tool> tools = new HashMap<>();
    private final ScheduleTool schedule;
    private final ToolDescriptions descriptions;
    private final Conditions conditions;

    public Toolbox(
            ChannelTools channels,
            PostTools posts,
            ScheduleTool schedule,
            MediaTools media,
            LibraryTools library,
            UploadTool upload,
            Conditions conditions) {
        this.schedule = schedule;
        this.conditions = conditions;
        this.descriptions = new ToolDescriptions(conditions);
        tools.putAll(channels.tools());
        tools.putAll(posts.tools());
        tools.putAll(media.tools());
        tools.putAll(library.tools());
        tools.put(ScheduleTool.NAME, Tool.immediate(schedule::call));
        tools.put(UploadTool.NAME, Tool.immediate(upload::call));
        tools.put("ask_postiz", Tool.immediate(Toolbox::ask));
    }

    /** There is no language model here that could be asked. */
    private static JsonNode ask(ObjectNode arguments, Organization organization) {
        throw ToolFailure.error("OpenAI API key is missing");
    }

    /** The result of {@code tools/list}, without the tools that a door hides. */
    ObjectNode list(Set<String> hidden) {
        ObjectNode result = JavaScriptJson.object();
        ArrayNode list = result.putArray("tools");
        descriptions.all().stream()
                .filter(tool -> !hidden.contains(ToolDescriptions.name(tool)))
                .forEach(list::add);
        return result;
    }

    /** The result of {@code tools/call}: whatever happens, it is a result. */
    CompletableFuture<ObjectNode> call(
            String name, JsonNode sent, Set<String> hidden, Organization organization) {
        Optional<JsonNode> description = descriptions.named(name);
        if (description.isEmpty() || hidden.contains(name)) {
            return CompletableFuture.completedFuture(failed("Unknown tool: " + name));
        }
        JsonNode given = sent.isObject() ? sent : JavaScriptJson.object();
        List<String> complaints = new ArrayList<>();
        JsonNode arguments =
                InputCheck.fit(given, description.get().path("inputSchema"), "", complaints);
        if (name.equals(ScheduleTool.NAME) && complaints.isEmpty()) {
            complaints.addAll(schedule.complaints(arguments));
        }
        if (!complaints.isEmpty()) {
            return CompletableFuture.completedFuture(failed(misfit(name, complaints, given)));
        }
        return run(name, (ObjectNode) arguments, organization)
                .handle(
                        (content, failure) ->
                                failure == null
                                        ? succeeded(content)
                                        : failed(thrown(failure).text(arguments)));
    }

    private CompletableFuture<JsonNode> run(
            String name, ObjectNode arguments, Organization organization) {
        try {
            return tools.get(name).call(arguments, organization);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static ToolFailure thrown(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ToolFailure known
                ? known
                : ToolFailure.named("TypeError", "Cannot read properties of undefined");
    }

    private String misfit(String name, List<String> complaints, JsonNode given) {
        String shown = JavaScriptJson.stringifyIndented(given);
        if (conditions.has(Feature.NEWER_TOOL_TEXTS)) {
            return "Tool validation failed. Please fix the following errors and try again:\n- "
                    + String.join("\n- ", complaints)
                    + "\n\nProvided arguments: "
                    + shown;
        }
        return "Tool input validation failed for "
                + name
                + ". Please fix the following errors and try again:\n- "
                + String.join("\n- ", complaints)
                + "\n\nProvided arguments: "
                + (shown.length() > SHOWN_ARGUMENTS
                        ? shown.substring(0, SHOWN_ARGUMENTS) + "... (truncated)"
                        : shown);
    }

    private static ObjectNode succeeded(JsonNode content) {
        ObjectNode result = text(JavaScriptJson.stringify(content));
        result.set("structuredContent", content);
        return result.put("isError", false);
    }

    private static ObjectNode failed(String message) {
        return text(message).put("isError", true);
    }

    private static ObjectNode text(String text) {
        ObjectNode result = JavaScriptJson.object();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }
}
