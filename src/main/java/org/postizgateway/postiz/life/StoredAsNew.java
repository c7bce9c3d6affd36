package org.postizgateway.postiz.life;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.thread.Attachments;
import org.postizgateway.postiz.life.thread.CarriedThread;
import org.postizgateway.postiz.life.thread.KnownThread;
import org.postizgateway.postiz.platform.Platform;

/** A stored post as an element of {@code socialPost}, so that it is checked like a new one. */
final class StoredAsNew {

    private static final String TAG = "__type";

    private StoredAsNew() {}

    /**
     * @param thread of the post; what nobody knows of it is left out
     * @param type of {@code schedulePostTool}
     */
    static Map<String, Object> of(ListedPost post, CarriedThread thread, String type) {
        List<Map<String, Object>> items = new ArrayList<>();
        items.add(item(post.content(), thread.media().orElse(List.of())));
        for (Map<String, Object> comment : thread.comments().orElse(List.of())) {
            items.add(
                    item(Objects.toString(comment.get("content"), ""), KnownThread.media(comment)));
        }
        return of(post, items, settings(post), type);
    }

    /**
     * The same without settings that its network does not have: Postiz stores them and does nothing
     * with them.
     */
    static Map<String, Object> of(
            ListedPost post, CarriedThread thread, String type, Optional<Platform> platform) {
        Map<String, Object> social = of(post, thread, type);
        social.put("settings", settings(post, platform));
        return social;
    }

    /** Its settings that its network has. */
    static Map<String, Object> settings(ListedPost post, Optional<Platform> platform) {
        Map<String, Object> settings = settings(post);
        platform.ifPresent(known -> settings.keySet().removeIf(name -> !known.takes(name)));
        return settings;
    }

    /** The same with other items and settings. */
    static Map<String, Object> of(
            ListedPost post,
            List<Map<String, Object>> items,
            Map<String, Object> settings,
            String type) {
        Map<String, Object> social = new LinkedHashMap<>();
        social.put("integrationId", post.channel());
        social.put("type", type);
        social.put("date", post.due());
        social.put("postsAndComments", items);
        social.put("settings", settings);
        return social;
    }

    /** Its settings without what Postiz adds to them. */
    static Map<String, Object> settings(ListedPost post) {
        Map<String, Object> settings = new LinkedHashMap<>(post.settings());
        settings.remove(TAG);
        return settings;
    }

    /** What it is while it waits: {@code draft} or {@code schedule}. */
    static String type(ListedPost post) {
        return post.is("DRAFT") ? "draft" : "schedule";
    }

    private static Map<String, Object> item(String html, List<Map<String, Object>> media) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("content", html);
        item.put("contentFormat", "html");
        if (!media.isEmpty()) {
            item.put("attachments", Attachments.of(media));
        }
        return item;
    }
}
