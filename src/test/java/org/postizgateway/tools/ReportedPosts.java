package org.postizgateway.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.cases.ReportedCases;
import org.postizgateway.postiz.platform.PlatformCatalog;

/**
 * Arguments of schedulePostTool from a reported case: what the case leaves out is the least that
 * its network takes, and {@code PNG} and {@code MP4} are files that have been uploaded.
 */
final class ReportedPosts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PlatformCatalog CATALOG = PlatformCatalog.load();

    private final Map<String, String> channels;
    private final String png;
    private final String mp4;

    /**
     * @param channels id of a channel by its network
     */
    ReportedPosts(Map<String, String> channels, String png, String mp4) {
        this.channels = channels;
        this.png = png;
        this.mp4 = mp4;
    }

    Map<String, Object> arguments(String id) {
        JsonNode input = uploaded(ReportedCases.input(id));
        String network = input.path("channel").asText();
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("integrationId", channels.get(network));
        post.put("type", "schedule");
        post.put("date", "2099-12-15T10:00:00Z");
        post.put("postsAndComments", items(input));
        post.put("settings", settings(network, input.path("settings")));
        return Map.of("socialPost", List.of(post));
    }

    private static Object items(JsonNode input) {
        if (input.has("postsAndComments")) {
            return JSON.convertValue(input.get("postsAndComments"), Object.class);
        }
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("content", input.path("content").asText("text"));
        item.put("attachments", JSON.convertValue(input.path("attachments"), Object.class));
        return List.of(item);
    }

    private static Map<String, Object> settings(String network, JsonNode given) {
        Map<String, Object> settings =
                new LinkedHashMap<>(CATALOG.find(network).orElseThrow().minimalSettings());
        if (given.isArray()) {
            given.forEach(
                    pair ->
                            settings.put(
                                    pair.path("key").asText(),
                                    JSON.convertValue(pair.get("value"), Object.class)));
        } else {
            given.fields()
                    .forEachRemaining(
                            entry ->
                                    settings.put(
                                            entry.getKey(),
                                            JSON.convertValue(entry.getValue(), Object.class)));
        }
        return settings;
    }

    private JsonNode uploaded(JsonNode input) {
        try {
            return JSON.readTree(
                    input.toString()
                            .replace("\"PNG\"", "\"" + png + "\"")
                            .replace("\"MP4\"", "\"" + mp4 + "\""));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
