package org.postizgateway.sandbox.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.sandbox.state.organization.Channel;

/** Checks the shape of a create request: all complaints at once, each with its path. */
public final class PostRequestShape {

    private static final String NO_CONTENT =
            " If images do not exist, content must be a non-empty string.";

    private final PlatformCatalog platforms;
    private final MediaUrls urls;

    public PostRequestShape(PlatformCatalog platforms, MediaUrls urls) {
        this.platforms = platforms;
        this.urls = urls;
    }

    /**
     * @param channels the channel of each post
     */
    public List<String> complaints(JsonNode body, List<Channel> channels) {
        List<String> out = new ArrayList<>();
        require(
                body,
                "",
                "shortLink",
                "must be a boolean value",
                isScalar(body.path("shortLink")),
                out);
        date(body.path("date"), out);
        require(body, "", "tags", "must be an array", body.path("tags").isArray(), out);
        if (body.path("posts").isEmpty()) {
            out.add("posts must contain at least 1 elements");
        }
        for (int i = 0; i < channels.size(); i++) {
            post("posts." + i + ".", body.path("posts").get(i), channels.get(i), out);
        }
        return out;
    }

    private static void date(JsonNode date, List<String> out) {
        if (isAbsent(date)) {
            out.add("date should not be null or undefined");
        }
        if (Dates.parse(date.asText()).isEmpty()) {
            out.add("date must be a valid ISO 8601 date string");
        }
    }

    private void post(String path, JsonNode post, Channel channel, List<String> out) {
        JsonNode items = post.path("value");
        require(post, path, "value", "must be an array", items.isArray(), out);
        if (items.isEmpty()) {
            out.add(path + "value must contain at least 1 elements");
        }
        for (int i = 0; items.isArray() && i < items.size(); i++) {
            item(path + "value." + i + ".", items.get(i), out);
        }
        Optional<Platform> platform = platforms.find(channel.platform());
        if (platform.isPresent() && !post.path("type").asText().equals("draft")) {
            SettingsValidator.validate(
                            platform.get(),
                            post.path("settings"),
                            SettingsValidator.Surface.CREATE_ENDPOINT)
                    .forEach(violation -> out.add(violation.below(path + "settings")));
        }
    }

    private void item(String path, JsonNode item, List<String> out) {
        JsonNode content = item.path("content");
        JsonNode images = item.path("image");
        if (isAbsent(content)) {
            out.add(path + "content should not be null or undefined");
        }
        if (images.isEmpty() && (!isScalar(content) || content.asText().isEmpty())) {
            out.add(path + NO_CONTENT);
        }
        if (!isScalar(content)) {
            out.add(path + "content must be a string");
        }
        if (!images.isArray()) {
            out.add(path + "image must be an array");
        }
        for (int i = 0; images.isArray() && i < images.size(); i++) {
            image(path + "image.", i, images.get(i), out);
        }
    }

    private void image(String path, int index, JsonNode image, List<String> out) {
        if (!image.isContainerNode()) {
            out.add(path + "each value in nested property image must be either object or array");
            return;
        }
        String at = path + index + ".";
        require(image, at, "id", "must be a string", isScalar(image.path("id")), out);
        JsonNode file = image.path("path");
        if (isAbsent(file)) {
            out.add(at + "path should not be null or undefined");
        }
        urls.complaints(file.asText()).forEach(complaint -> out.add(at + complaint));
        if (!isScalar(file)) {
            out.add(at + "path must be a string");
        }
    }

    private static void require(
            JsonNode parent,
            String path,
            String name,
            String rule,
            boolean holds,
            List<String> out) {
        if (isAbsent(parent.path(name))) {
            out.add(path + name + " should not be null or undefined");
        }
        if (!holds) {
            out.add(path + name + " " + rule);
        }
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isScalar(JsonNode value) {
        return value.isValueNode() && !isAbsent(value);
    }
}
