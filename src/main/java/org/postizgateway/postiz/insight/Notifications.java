package org.postizgateway.postiz.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.listed.FailureReason;

/** The tool {@code notificationsTool}: what Postiz told the users of the account. */
public final class Notifications {

    private static final String PUBLISHED = "your post has been published on ";
    private static final List<String> FAILED =
            List.of("an error occurred while posting", "we couldn", "your post was sent to ");

    /**
     * The page as Postiz counts them.
     *
     * @param page from 1; absent for the first one
     * @return from 0
     */
    public int page(Integer page) {
        return page == null ? 0 : page - 1;
    }

    /**
     * @param answer of {@code GET /notifications}
     */
    public Map<String, Object> toOutput(Object answer) {
        Map<String, Object> page = JsonBody.readObject(answer);
        List<Map<String, Object>> list = new ArrayList<>();
        for (Map<String, Object> told : JsonBody.readObjects(page.get("notifications"))) {
            list.add(notification(told));
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("notifications", list);
        output.put("total", page.get("total"));
        output.put("hasMore", Boolean.TRUE.equals(page.get("hasMore")));
        return Map.of("output", output);
    }

    /** What a failure means is told in words of the gateway: the texts of Postiz do not say it. */
    private static Map<String, Object> notification(Map<String, Object> told) {
        String text = Objects.toString(told.get("content"), "").strip();
        String lower = text.toLowerCase(Locale.ROOT);
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("at", told.get("createdAt"));
        notification.put("text", text);
        if (told.get("link") != null) {
            notification.put("link", told.get("link"));
        }
        if (lower.startsWith(PUBLISHED)) {
            notification.put("about", "published");
        } else if (FAILED.stream().anyMatch(lower::startsWith)) {
            notification.put("about", "failed");
            notification.put("means", FailureReason.of(text).sentence());
        }
        return notification;
    }
}
