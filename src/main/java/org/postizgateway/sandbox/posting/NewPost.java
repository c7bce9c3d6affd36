package org.postizgateway.sandbox.posting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.postizgateway.sandbox.state.organization.Channel;

/**
 * A post that somebody asks for, with its comments.
 *
 * @param type draft, schedule, now or update; anything else is taken for schedule
 * @param date ignored for {@code now}
 * @param creationMethod API, CLI or MCP
 * @param group whose posts are deleted once this one is stored
 */
public record NewPost(
        Channel channel,
        List<Item> items,
        ObjectNode settings,
        String type,
        Instant date,
        OptionalInt intervalInDays,
        String creationMethod,
        Optional<String> group) {

    /** A post that takes the place of nobody's. */
    public NewPost(
            Channel channel,
            List<Item> items,
            ObjectNode settings,
            String type,
            Instant date,
            OptionalInt intervalInDays,
            String creationMethod) {
        this(
                channel,
                items,
                settings,
                type,
                date,
                intervalInDays,
                creationMethod,
                Optional.empty());
    }

    public boolean isDraft() {
        return type.equals("draft");
    }

    /**
     * The post itself or one comment.
     *
     * @param image attachments, objects with at least {@code path}
     * @param delay minutes to wait before this comment
     * @param existingId id of the stored post that this one replaces
     */
    public record Item(String content, ArrayNode image, int delay, Optional<String> existingId) {

        List<String> paths() {
            return image.findValuesAsText("path");
        }

        boolean hasVideo() {
            return paths().stream().anyMatch(path -> path.contains(".mp4"));
        }

        static Item of(JsonNode value, ArrayNode image) {
            return new Item(
                    value.path("content").asText(),
                    image,
                    value.path("delay").asInt(0),
                    Optional.of(value.path("id").asText()).filter(id -> !id.isEmpty()));
        }
    }
}
