package org.postizgateway.postiz.preflight.post;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postizgateway.postiz.json.JsonBody;

/**
 * A connected channel, from {@code GET /integrations}.
 *
 * @param platform identifier of its platform
 */
public record Channel(String id, String name, String platform, boolean disabled) {

    /**
     * @param integrations answer of {@code GET /integrations}
     */
    public static List<Channel> listOf(Object integrations) {
        return JsonBody.readObjects(integrations).stream().map(Channel::of).toList();
    }

    private static Channel of(Map<String, Object> integration) {
        return new Channel(
                text(integration, "id"),
                text(integration, "name"),
                text(integration, "identifier"),
                Boolean.TRUE.equals(integration.get("disabled")));
    }

    private static String text(Map<String, Object> integration, String key) {
        return Objects.toString(integration.get(key), "");
    }
}
