package org.postizgateway.postiz.preflight.post;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.postiz.mapping.MediaId;
import org.postizgateway.postiz.preflight.post.SocialPost.Attachment;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;

/**
 * A post that has passed all checks.
 *
 * @param index position in the caller's {@code socialPost}
 * @param items content as HTML
 * @param notices sentences on what is legal and may surprise, for the caller; never sent to Postiz
 */
public record PlannedPost(
        int index,
        Channel channel,
        Type type,
        Instant date,
        boolean shortLink,
        List<Item> items,
        Map<String, Object> settings,
        List<String> notices) {

    public PlannedPost {
        notices = List.copyOf(notices);
    }

    /**
     * The post as an element of {@code posts} in {@code POST /posts} (contract, section 3.5). Holds
     * no id of a post: one that exists would turn the create into an update.
     */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("integration", Map.of("id", channel.id()));
        body.put("value", items.stream().map(PlannedPost::value).toList());
        body.put("settings", settings);
        if (type == Type.DRAFT) {
            // Only here does it keep Postiz from checking the settings of a draft.
            body.put("type", type.wire());
        }
        return body;
    }

    private static Map<String, Object> value(Item item) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("content", item.content());
        value.put("image", item.attachments().stream().map(PlannedPost::image).toList());
        return value;
    }

    private static Map<String, Object> image(Attachment file) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("id", MediaId.of(file.path()));
        image.put("path", file.path());
        if (!file.alt().isEmpty()) {
            image.put("alt", file.alt());
        }
        if (!file.thumbnail().isEmpty()) {
            image.put("thumbnail", file.thumbnail());
        }
        return image;
    }
}
