package org.postizgateway.postiz.recognition;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests and what Postiz lists, in the shapes of the contract. */
final class Listing {

    static final Instant SENT = Instant.parse("2026-12-01T12:00:50Z");
    static final Instant NOW = Instant.parse("2026-12-01T12:02:10Z");
    static final String DUE = "2026-12-15T10:00:00.000Z";

    private Listing() {}

    static Map<String, Object> request(String type, String... contents) {
        return Map.of(
                "type",
                type,
                "date",
                DUE,
                "shortLink",
                false,
                "posts",
                Stream.of(contents).map(Listing::wanted).toList());
    }

    private static Map<String, Object> wanted(String content) {
        return Map.of(
                "integration",
                Map.of("id", "c1"),
                "value",
                List.of(Map.of("content", content, "image", List.of())),
                "settings",
                Map.of("who_can_reply_post", "everyone"));
    }

    static Map<String, Object> listed(String id, String content) {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("id", id);
        post.put("content", content);
        post.put("publishDate", DUE);
        post.put("state", "QUEUE");
        post.put("intervalInDays", null);
        post.put("creationMethod", "API");
        post.put("settings", "{\"who_can_reply_post\":\"everyone\",\"__type\":\"x\"}");
        post.put("integration", Map.of("id", "c1", "providerIdentifier", "x"));
        return post;
    }

    static Map<String, Object> with(Map<String, Object> post, String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(post);
        changed.put(key, value);
        return changed;
    }

    /** An id as Postiz gives it to what is created at this time. */
    static String id(Instant created, int number) {
        return "c%s%04dabcd%08d"
                .formatted(Long.toString(created.toEpochMilli(), 36), number, number);
    }
}
