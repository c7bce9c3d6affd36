package org.postizgateway.postiz.preflight.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postizgateway.postiz.preflight.finding.FieldProblem;

/**
 * Rules of settings that depend on other settings and are therefore in no schema: taken from the
 * rules and descriptions of the platform catalogue.
 */
final class SettingsConditions {

    private static final int YOUTUBE_TAGS = 500;

    private SettingsConditions() {}

    /** What Postiz uses where a setting is left out, although its schema requires it. */
    static Map<String, Object> fallbacks(String platform) {
        return switch (platform) {
            case "moltbook" -> Map.of("submolt", "general");
            case "devto" -> Map.of("tags", List.of());
            case "wrapcast" -> Map.of("subreddit", List.of());
            default -> Map.of();
        };
    }

    /** The settings without those that Postiz does not look at in this combination. */
    static Map<String, Object> relevant(String platform, Map<String, Object> settings) {
        Map<String, Object> relevant = new LinkedHashMap<>(settings);
        if (platform.equals("gmb")
                && List.of("", "NONE").contains(text(settings, "callToActionType"))) {
            relevant.remove("callToActionUrl");
        }
        if (platform.equals("reddit") && settings.get("subreddit") instanceof List<?> entries) {
            relevant.put("subreddit", entries.stream().map(SettingsConditions::reddit).toList());
        }
        return relevant;
    }

    static List<FieldProblem> check(String platform, Map<String, Object> settings) {
        return switch (platform) {
            case "x" -> checkX(settings);
            case "gmb" ->
                    required(settings, text(settings, "topicType").equals("EVENT"), "eventTitle");
            case "mewe" -> required(settings, text(settings, "postType").equals("group"), "group");
            case "reddit" -> checkReddit(settings);
            case "youtube" -> checkYoutube(settings);
            default -> List.of();
        };
    }

    private static List<FieldProblem> checkX(Map<String, Object> settings) {
        boolean article = text(settings, "post_type").equals("article");
        if (article) {
            List<FieldProblem> problems = new ArrayList<>();
            problems.addAll(required(settings, true, "article_title"));
            problems.addAll(required(settings, true, "article_status"));
            return problems;
        }
        return settings.containsKey("who_can_reply_post")
                ? List.of()
                : List.of(
                        new FieldProblem(
                                "settings.who_can_reply_post",
                                "is required, one of everyone, following, mentionedUsers,"
                                        + " subscribers, verified."));
    }

    private static List<FieldProblem> checkReddit(Map<String, Object> settings) {
        List<FieldProblem> problems = new ArrayList<>();
        List<?> entries = settings.get("subreddit") instanceof List<?> list ? list : List.of();
        for (int i = 0; i < entries.size(); i++) {
            Map<?, ?> value = object(object(entries.get(i)).get("value"));
            String field = "settings.subreddit[" + i + "].value.";
            if ("link".equals(value.get("type")) && text(value, "url").isEmpty()) {
                problems.add(new FieldProblem(field + "url", "is required when type is link."));
            }
            if (Boolean.TRUE.equals(value.get("is_flair_required"))
                    && !value.containsKey("flair")) {
                problems.add(
                        new FieldProblem(
                                field + "flair",
                                "is required in this subreddit: one of the flairs from triggerTool"
                                        + " with the method restrictions."));
            }
        }
        return problems;
    }

    private static List<FieldProblem> checkYoutube(Map<String, Object> settings) {
        List<?> tags = settings.get("tags") instanceof List<?> list ? list : List.of();
        int length =
                tags.stream()
                        .map(tag -> text(object(tag), "label"))
                        .mapToInt(label -> label.length() + (label.matches(".*\\s.*") ? 2 : 0))
                        .sum();
        return length <= YOUTUBE_TAGS
                ? List.of()
                : List.of(
                        new FieldProblem(
                                "settings.tags",
                                "together must not exceed 500 characters (a tag with a space counts"
                                        + " 2 more); they have "
                                        + length
                                        + "."));
    }

    private static List<FieldProblem> required(
            Map<String, Object> settings, boolean condition, String key) {
        return condition && text(settings, key).isEmpty()
                ? List.of(new FieldProblem("settings." + key, "is required with these settings."))
                : List.of();
    }

    private static Object reddit(Object entry) {
        if (!(object(entry).get("value") instanceof Map<?, ?> value)) {
            return entry;
        }
        Map<Object, Object> relevant = new LinkedHashMap<>(value);
        if (!"link".equals(value.get("type"))) {
            relevant.remove("url");
        }
        if (Boolean.FALSE.equals(value.get("is_flair_required"))) {
            relevant.remove("flair");
        }
        return Map.of("value", relevant);
    }

    private static Map<?, ?> object(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> settings, String key) {
        return Objects.toString(settings.get(key), "");
    }
}
