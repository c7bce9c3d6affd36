package org.postizgateway.postiz.preflight.post;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.content.document.ContentFormat;

/**
 * One element of {@code socialPost} as a caller meant it, read by {@link SocialPostReader}.
 *
 * @param index position in the caller's list
 * @param date as the caller wrote it; empty when absent
 * @param items the post, then its comments or thread items
 * @param settings of the channel, without {@code __type}
 */
public record SocialPost(
        int index,
        String integrationId,
        String date,
        boolean shortLink,
        Type type,
        List<Item> items,
        Map<String, Object> settings) {

    /** An element of which nothing can be read. */
    static SocialPost empty(int index) {
        return new SocialPost(index, "", "", false, Type.DRAFT, List.of(), Map.of());
    }

    /** The same post with other settings. */
    public SocialPost withSettings(Map<String, Object> changed) {
        return new SocialPost(index, integrationId, date, shortLink, type, items, changed);
    }

    /** The same post with other items. */
    public SocialPost withItems(List<Item> changed) {
        return new SocialPost(index, integrationId, date, shortLink, type, changed, settings);
    }

    /** What Postiz does with a post. */
    public enum Type {
        DRAFT,
        SCHEDULE,
        NOW;

        /** Word of the API. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Type> of(String wire) {
            return Arrays.stream(values())
                    .filter(type -> type.wire().equals(wire.strip().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /**
     * The post itself or one comment.
     *
     * @param format what the content is written in
     */
    public record Item(String content, ContentFormat format, List<Attachment> attachments) {

        /** An item in whatever format its content shows. */
        public Item(String content, List<Attachment> attachments) {
            this(content, ContentFormat.AUTO, attachments);
        }
    }

    /**
     * Media of an item.
     *
     * @param thumbnail address of a still picture for a video; empty for none
     * @param alt description for people who cannot see it; empty for none
     */
    public record Attachment(String path, String thumbnail, String alt) {

        private static final List<String> EXTENSIONS =
                List.of(".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp4");

        /** File name extension as Postiz reads it: with its case, up to a question mark. */
        public Optional<String> extension() {
            String name = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
            return EXTENSIONS.stream().filter(name::endsWith).findFirst();
        }

        public boolean isVideo() {
            return extension().filter(".mp4"::equals).isPresent();
        }
    }
}
