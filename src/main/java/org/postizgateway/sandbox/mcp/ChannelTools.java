package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.sandbox.api.ChannelHelpers;
import org.postizgateway.sandbox.api.PlatformRules;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Tools about channels and platforms. */
public final class ChannelTools {

    private final PlatformCatalog platforms;
    private final ChannelHelpers helpers;
    private final Conditions conditions;

    public ChannelTools(PlatformCatalog platforms, ChannelHelpers helpers, Conditions conditions) {
        this.platforms = platforms;
        this.helpers = helpers;
        this.conditions = conditions;
    }

    Map<String, Tool> tools() {
        return Map.of(
                "integrationList", Tool.immediate(this::list),
                "groupList", Tool.immediate(this::groups),
                "integrationSchema", Tool.immediate(this::schema),
                "triggerTool", Tool.immediate(this::trigger));
    }

    private JsonNode list(ObjectNode arguments, Organization organization) {
        String group = arguments.path("group").asText();
        ObjectNode result = JavaScriptJson.object();
        ArrayNode output = result.putArray("output");
        organization.channels().stream()
                .filter(
                        channel ->
                                group.isEmpty()
                                        || channel.groupId().filter(group::equals).isPresent())
                .forEach(channel -> output.add(view(channel)));
        return result;
    }

    private static ObjectNode view(Channel channel) {
        return JavaScriptJson.object()
                .put("id", channel.id())
                .put("name", channel.name())
                .put(
                        "picture",
                        channel.picture().filter(url -> !url.isEmpty()).orElse("/no-picture.jpg"))
                .put("platform", channel.platform());
    }

    private JsonNode groups(ObjectNode arguments, Organization organization) {
        return output(JavaScriptJson.tree(organization.groups()));
    }

    private JsonNode schema(ObjectNode arguments, Organization organization) {
        return output(
                PlatformRules.of(
                        platforms.find(arguments.path("platform").asText()),
                        arguments.path("isPremium").asBoolean()));
    }

    private JsonNode trigger(ObjectNode arguments, Organization organization) {
        Channel channel =
                organization
                        .channel(arguments.path("integrationId").asText())
                        .orElseThrow(() -> notFound("Integration"));
        platforms.find(channel.platform()).orElseThrow(() -> notFound("Integration provider"));
        String method = arguments.path("methodName").asText();
        JsonNode answer =
                helpers.call(channel.platform(), method, values(arguments.path("dataSchema")))
                        .orElseThrow(() -> methodNotFound(method));
        return switch (conditions.token(channel.id())) {
            case VALID, EXPIRED -> output(answer);
            case REFRESH_FAILS ->
                    throw ToolFailure.error(
                            "The channel was disconnected because its token expired, the user"
                                    + " needs to reconnect it in Postiz");
            case REJECTED_AGAIN ->
                    throw ToolFailure.error(
                            "The provider rejected the credentials even after refreshing the"
                                    + " token, the user needs to reconnect the channel in Postiz");
        };
    }

    private static Map<String, String> values(JsonNode dataSchema) {
        Map<String, String> values = new HashMap<>();
        dataSchema.forEach(
                pair -> values.put(pair.path("key").asText(), pair.path("value").asText()));
        return values;
    }

    private static ToolFailure notFound(String what) {
        return ToolFailure.error(
                what + " not found, use integrationList to get a valid integration id");
    }

    private static ToolFailure methodNotFound(String method) {
        return ToolFailure.error(
                "Method \""
                        + method
                        + "\" not found for this integration, use integrationSchema to get the"
                        + " callable tools");
    }

    private static JsonNode output(JsonNode value) {
        ObjectNode result = JavaScriptJson.object();
        result.set("output", value);
        return result;
    }
}
