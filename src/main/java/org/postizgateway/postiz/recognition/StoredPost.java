package org.postizgateway.postiz.recognition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.mapping.Listed;

/**
 * A post as {@code GET /posts} lists it (contract, section 3.4).
 *
 * @param channel id
 * @param date of its first occurrence
 * @param state DRAFT, QUEUE, PUBLISHED or ERROR
 * @param creationMethod API, MCP, CLI, WEB or empty
 * @param media how many files it has, where this Postiz lists them
 * @param createdAt where that shows
 */
record StoredPost(
        String id,
        String channel,
        Instant date,
        String state,
        String content,
        Words words,
        Map<String, Object> settings,
        boolean repeats,
        String creationMethod,
        Optional<Integer> media,
        Optional<Instant> createdAt) {

    /**
     * @param listing answer of {@code GET /posts}
     * @return each post once, although repeating ones are listed once per occurrence
     */
    static List<StoredPost> of(Object listing, Instant now) {
        Map<String, StoredPost> byId = new LinkedHashMap<>();
        for (Map<String, Object> listed : Listed.posts(listing)) {
            byId.computeIfAbsent(Listed.text(listed, "id"), id -> post(listed, now));
        }
        return new ArrayList<>(byId.values());
    }

    private static StoredPost post(Map<String, Object> listed, Instant now) {
        String content = Listed.text(listed, "content");
        return new StoredPost(
                Listed.text(listed, "id"),
                Listed.text(Listed.integration(listed), "id"),
                Listed.date(listed),
                Listed.text(listed, "state"),
                content,
                Words.of(content),
                Listed.settings(listed),
                listed.get("intervalInDays") != null,
                Listed.text(listed, "creationMethod"),
                listed.get("attachments") instanceof List<?> files
                        ? Optional.of(files.size())
                        : Optional.empty(),
                CreationTime.of(listed, now));
    }

    boolean isDraft() {
        return state.equals("DRAFT");
    }

    boolean isPlanned() {
        return state.equals("QUEUE");
    }

    boolean hasFailed() {
        return state.equals("ERROR");
    }
}
