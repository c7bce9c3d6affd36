package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.web.JavaScriptJson;

/**
 * What {@code tools/list} says: the tools of {@value #OLDER}, changed by those entries of {@value
 * #NEWER} whose feature this Postiz has. An entry is a merge patch (RFC 7396) of the tool of its
 * name, or a new tool {@code after} another.
 */
final class ToolDescriptions {

    private static final String OLDER = "sandbox/mcp-tools.json";
    private static final String NEWER = "sandbox/mcp-tools-newer.json";

    private final Conditions conditions;
    private final JsonNode older = read(OLDER);
    private final JsonNode newer = read(NEWER);

    ToolDescriptions(Conditions conditions) {
        this.conditions = conditions;
    }

    /** In the order in which Postiz lists them. */
    List<JsonNode> all() {
        List<JsonNode> tools = new ArrayList<>();
        older.forEach(tools::add);
        for (JsonNode change : newer) {
            if (conditions.has(Feature.of(change.path("requires").asText()))) {
                apply(change, tools);
            }
        }
        return tools;
    }

    Optional<JsonNode> named(String name) {
        return all().stream().filter(tool -> name.equals(name(tool))).findFirst();
    }

    static String name(JsonNode tool) {
        return tool.path("name").asText();
    }

    private static void apply(JsonNode change, List<JsonNode> tools) {
        JsonNode tool = change.path("tool");
        if (change.has("after")) {
            tools.add(indexOf(change.path("after").asText(), tools) + 1, tool);
        } else {
            int index = indexOf(name(tool), tools);
            tools.set(index, merged(tools.get(index), tool));
        }
    }

    private static int indexOf(String name, List<JsonNode> tools) {
        return tools.stream().map(ToolDescriptions::name).toList().indexOf(name);
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : JavaScriptJson.object();
        patch.fields()
                .forEachRemaining(
                        field -> {
                            if (field.getValue().isNull()) {
                                result.remove(field.getKey());
                            } else {
                                result.set(
                                        field.getKey(),
                                        merged(result.path(field.getKey()), field.getValue()));
                            }
                        });
        return result;
    }

    private static JsonNode read(String resource) {
        try (InputStream json =
                ToolDescriptions.class.getClassLoader().getResourceAsStream(resource)) {
            return JavaScriptJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
