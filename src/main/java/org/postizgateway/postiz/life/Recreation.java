package org.postizgateway.postiz.life;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postizgateway.postiz.life.listed.ListedPost;

/** A post as an element of {@code socialPost}, to create it again after it was deleted. */
final class Recreation {

    private static final String TAG = "__type";

    private Recreation() {}

    /**
     * @param records of the ledger about the post, newest first
     */
    static Map<String, Object> of(ListedPost post, List<Map<String, Object>> records) {
        Map<String, Object> social = new LinkedHashMap<>();
        social.put("integrationId", post.channel());
        social.put("type", post.is("DRAFT") ? "draft" : "schedule");
        social.put("date", post.due());
        List<Map<String, Object>> items = new ArrayList<>();
        KnownThread known =
                KnownThread.of(post, records)
                        .filter(thread -> thread.isStill(post))
                        .orElse(new KnownThread(List.of(Map.of())));
        items.add(item(post.content(), post.media().orElse(known.media())));
        known.comments()
                .forEach(
                        comment ->
                                items.add(
                                        item(
                                                Objects.toString(comment.get("content"), ""),
                                                new KnownThread(List.of(comment)).media())));
        social.put("postsAndComments", items);
        Map<String, Object> settings = new LinkedHashMap<>(post.settings());
        settings.remove(TAG);
        social.put("settings", settings);
        return social;
    }

    private static Map<String, Object> item(String html, List<Map<String, Object>> media) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("content", html);
        item.put("contentFormat", "html");
        if (!media.isEmpty()) {
            item.put("attachments", media.stream().map(file -> file.get("path")).toList());
        }
        return item;
    }
}
