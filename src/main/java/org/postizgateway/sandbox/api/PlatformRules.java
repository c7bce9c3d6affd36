package org.postizgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformTool;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** What Postiz tells about a platform: {@code {rules, maxLength, settings, tools}}. */
public final class PlatformRules {

    private static final String NO_SETTINGS = "No additional settings required";

    private PlatformRules() {}

    /** An unknown platform is not an error, but nothing is known of it. */
    public static ObjectNode of(Optional<Platform> platform, boolean premium) {
        ObjectNode output = JavaScriptJson.object();
        output.put("rules", platform.map(p -> String.join(" ", p.rules())).orElse(""));
        output.put("maxLength", platform.map(p -> p.maxLength(premium)).orElse(0));
        output.set(
                "settings",
                platform.map(PlatformRules::settings).orElseGet(JavaScriptJson::object));
        ArrayNode tools = output.putArray("tools");
        platform.ifPresent(p -> p.tools().forEach(tool -> tools.add(tool(tool))));
        return output;
    }

    private static JsonNode settings(Platform platform) {
        return platform.settingsSchema().isEmpty()
                ? JavaScriptJson.tree(NO_SETTINGS)
                : forbiddingNull(JavaScriptJson.tree(platform.settingsSchema()).deepCopy());
    }

    /** Live schemas say {@code not null} for every mandatory property. */
    private static JsonNode forbiddingNull(JsonNode schema) {
        schema.path("required")
                .forEach(
                        name -> {
                            JsonNode property = schema.path("properties").path(name.asText());
                            if (property instanceof ObjectNode mandatory
                                    && !mandatory.path("type").asText().equals("array")) {
                                mandatory.putObject("not").put("type", "null");
                            }
                        });
        schema.path("properties").forEach(PlatformRules::forbiddingNull);
        if (schema.has("items")) {
            forbiddingNull(schema.get("items"));
        }
        return schema;
    }

    private static ObjectNode tool(PlatformTool tool) {
        ObjectNode view = JavaScriptJson.object();
        view.put("description", tool.description());
        view.put("methodName", tool.methodName());
        ArrayNode schema = view.putArray("dataSchema");
        tool.dataSchema()
                .forEach(
                        parameter ->
                                schema.addObject()
                                        .put("key", parameter.key())
                                        .put("description", parameter.description())
                                        .put("type", parameter.type()));
        return view;
    }
}
