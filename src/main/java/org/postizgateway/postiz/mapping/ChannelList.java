package org.postizgateway.postiz.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;

/**
 * Turns the answer of {@code GET /integrations} into the result of {@code integrationList}, and
 * keeps what Postiz's own tool drops: whether a channel is disabled, its group and its profile
 * (contract, sections 0 and 4).
 */
public final class ChannelList {

    /** What an argument with an id is that no channel has. */
    public static final String UNKNOWN =
            "is not the id of a connected channel. Call integrationList for the ids.";

    private static final String NO_PICTURE = "/no-picture.jpg";

    public Map<String, Object> toOutput(Object integrations) {
        return Map.of(
                "output",
                JsonBody.readObjects(integrations).stream().map(ChannelList::channel).toList());
    }

    /**
     * @param groups answer of {@code GET /groups}
     * @throws InvalidInputException when none of them has this id
     */
    public static void requireGroup(Object groups, String id) {
        if (!has(groups, CallerText.of(id))) {
            throw new InvalidInputException(
                    "There is no group with this id. Call groupList for the ids.");
        }
    }

    /**
     * @param integrations answer of {@code GET /integrations}
     * @param id of the argument {@code integrationId}
     * @throws InvalidInputException when none of them has this id
     */
    public static void requireChannel(Object integrations, String id) {
        if (!has(integrations, CallerText.of(id))) {
            throw new InvalidInputException("integrationId " + UNKNOWN);
        }
    }

    /** By what a channel can be told from others: the names of all, then the ids of all. */
    public List<String> names(Object integrations) {
        List<Map<String, Object>> channels = JsonBody.readObjects(integrations);
        return Stream.of("name", "id")
                .flatMap(field -> channels.stream().map(channel -> text(channel, field)))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static boolean has(Object answer, String id) {
        return JsonBody.readObjects(answer).stream().anyMatch(each -> id.equals(text(each, "id")));
    }

    private static Map<String, Object> channel(Map<String, Object> integration) {
        Map<String, Object> channel = new LinkedHashMap<>();
        channel.put("id", text(integration, "id"));
        channel.put("name", text(integration, "name"));
        String picture = text(integration, "picture");
        channel.put("picture", picture.isEmpty() ? NO_PICTURE : picture);
        channel.put("platform", text(integration, "identifier"));
        channel.put("disabled", Boolean.TRUE.equals(integration.get("disabled")));
        if (!text(integration, "profile").isEmpty()) {
            channel.put("profile", text(integration, "profile"));
        }
        if (integration.get("customer") instanceof Map<?, ?> customer) {
            Map<String, Object> group = new LinkedHashMap<>();
            group.put("id", text(customer, "id"));
            group.put("name", text(customer, "name"));
            channel.put("customer", group);
        }
        return channel;
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.toString(map.get(key), "");
    }
}
