package org.postizgateway.postiz.life.thread;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Media of a stored post, between the forms in which Postiz and {@code schedulePostTool} take them.
 */
public final class Attachments {

    private static final List<String> TOLD = List.of("path", "thumbnail", "alt");

    private Attachments() {}

    /**
     * As {@code schedulePostTool} takes them.
     *
     * @param media as they were sent to Postiz, or as it lists them
     */
    public static List<Map<String, Object>> of(List<Map<String, Object>> media) {
        List<Map<String, Object>> attachments = new ArrayList<>();
        for (Map<String, Object> file : media) {
            Map<String, Object> attachment = new LinkedHashMap<>();
            for (String key : TOLD) {
                Optional.ofNullable(file.get(key)).ifPresent(value -> attachment.put(key, value));
            }
            attachments.add(attachment);
        }
        return attachments;
    }

    /**
     * Attachments that a caller names, with the thumbnail and the description that files among them
     * had, where it says nothing of them.
     *
     * @param given as the caller wrote them
     * @param media of the item before
     */
    public static Object completed(Object given, List<Map<String, Object>> media) {
        if (!(given instanceof List<?> list)) {
            return given;
        }
        List<Map<String, Object>> left = of(media);
        List<Object> completed = new ArrayList<>();
        for (Object file : list) {
            Object path = path(file);
            Optional<Map<String, Object>> before =
                    left.stream().filter(one -> isSame(one.get("path"), path)).findFirst();
            before.ifPresent(left::remove);
            completed.add(before.<Object>map(one -> completed(file, one)).orElse(file));
        }
        return completed;
    }

    private static Object path(Object file) {
        if (file instanceof Map<?, ?> map) {
            return map.get("path") == null ? map.get("url") : map.get("path");
        }
        return file;
    }

    private static Object completed(Object file, Map<String, Object> before) {
        Map<String, Object> completed = new LinkedHashMap<>(before);
        if (file instanceof Map<?, ?> map) {
            map.forEach((key, value) -> completed.put(String.valueOf(key), value));
        }
        return completed;
    }

    /**
     * Media that stay the same keep the form that they had, and those that are only described anew
     * the id that Postiz knows them by.
     *
     * @param wanted as they are to be sent
     * @param own all that the post has had
     */
    public static List<Map<String, Object>> kept(
            List<Map<String, Object>> wanted, List<Map<String, Object>> own) {
        return wanted.stream().map(file -> kept(file, own)).toList();
    }

    private static Map<String, Object> kept(
            Map<String, Object> file, List<Map<String, Object>> own) {
        return own.stream()
                .filter(one -> TOLD.stream().allMatch(key -> isSame(one.get(key), file.get(key))))
                .findFirst()
                .orElseGet(
                        () -> {
                            Map<String, Object> kept = new LinkedHashMap<>(file);
                            own.stream()
                                    .filter(one -> isSame(one.get("path"), file.get("path")))
                                    .findFirst()
                                    .map(one -> one.get("id"))
                                    .ifPresent(id -> kept.put("id", id));
                            return kept;
                        });
    }

    private static boolean isSame(Object one, Object other) {
        return Objects.toString(one, "").equals(Objects.toString(other, ""));
    }
}
