package org.postizgateway.postiz.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;

/**
 * Turns the answer of {@code GET /posts} into the result of {@code postsListTool} (contract,
 * sections 2.4 and 3.4): the channel flattened, settings as an object, dates with their {@code Z},
 * oldest first. A repeating post, which Postiz lists once per occurrence, is listed once with all
 * of them.
 */
public final class PostList {

    private static final List<String> COPIED_WHEN_PRESENT =
            List.of("releaseURL", "releaseId", "intervalInDays", "error");

    public Map<String, Object> toOutput(Object answer) {
        Map<String, List<Map<String, Object>>> byId =
                JsonBody.readObjects(JsonBody.readObject(answer).get("posts")).stream()
                        .collect(
                                Collectors.groupingBy(
                                        post -> text(post, "id"),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Map<String, Object>> posts = new ArrayList<>();
        byId.values().forEach(occurrences -> posts.add(post(occurrences)));
        posts.sort(Comparator.comparing(post -> text(post, "publishDate")));
        return Map.of("output", Map.of("posts", posts));
    }

    private static Map<String, Object> post(List<Map<String, Object>> occurrences) {
        Map<String, Object> listed = occurrences.get(0);
        Map<?, ?> integration =
                listed.get("integration") instanceof Map<?, ?> channel ? channel : Map.of();
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("id", text(listed, "id"));
        post.put("publishDate", date(text(listed, "publishDate")));
        post.put("state", text(listed, "state"));
        post.put("content", text(listed, "content"));
        post.put("settings", settings(listed.get("settings")));
        post.put("group", text(listed, "group"));
        post.put("integrationId", text(integration, "id"));
        post.put("platform", text(integration, "providerIdentifier"));
        post.put("integrationName", text(integration, "name"));
        for (String key : COPIED_WHEN_PRESENT) {
            Optional.ofNullable(listed.get(key)).ifPresent(value -> post.put(key, value));
        }
        if (listed.get("tags") instanceof List<?> tags && !tags.isEmpty()) {
            post.put("tags", tags.stream().map(PostList::tag).toList());
        }
        List<String> dates =
                occurrences.stream()
                        .map(occurrence -> text(occurrence, "actualDate"))
                        .filter(actual -> !actual.isEmpty())
                        .map(PostList::date)
                        .sorted()
                        .toList();
        if (!dates.isEmpty()) {
            post.put("occurrences", dates);
        }
        return post;
    }

    private static String tag(Object element) {
        return element instanceof Map<?, ?> map && map.get("tag") instanceof Map<?, ?> tag
                ? text(tag, "name")
                : Objects.toString(element, "");
    }

    private static Map<String, Object> settings(Object settings) {
        try {
            return JsonBody.readObject(settings);
        } catch (NotJsonException e) {
            return Map.of();
        }
    }

    private static String date(String text) {
        return PostizDate.parse(text).map(PostizDate::format).orElse(text);
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.toString(map.get(key), "");
    }
}
