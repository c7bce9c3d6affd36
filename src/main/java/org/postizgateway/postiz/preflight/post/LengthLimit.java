package org.postizgateway.postiz.preflight.post;

import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;

/**
 * How long an item of a post may be (contract, section 6.5).
 *
 * @param units most of them, in the unit of the platform
 * @param ofCaption whether it is that much because of the attachments beside the text
 */
public record LengthLimit(int units, boolean ofCaption) {

    /**
     * @param settings of the post: an article may be longer
     * @param served longest content that the channel may have, where Postiz was asked
     */
    public static LengthLimit of(
            Platform platform, Map<String, Object> settings, Item item, Optional<Integer> served) {
        boolean article = "article".equals(settings.get("post_type"));
        int limit = article ? platform.maxLengthArticle() : served.orElse(platform.maxLength());
        boolean caption = !item.attachments().isEmpty() && platform.maxLengthWithMedia() < limit;
        return new LengthLimit(caption ? platform.maxLengthWithMedia() : limit, caption);
    }
}
