package org.postizgateway.postiz.recognition;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postizgateway.postiz.recognition.PostReconciler.Window;

/** Compares posts that were created with what Postiz's list shows of them. */
public final class StoredComparison {

    /** A list of more would be long; posts that are due later are not compared. */
    private static final Duration LONGEST = Duration.ofDays(31);

    /** By so much earlier a post of this call may have been published. */
    private static final Duration CALL = Duration.ofMinutes(10);

    private final Map<String, WantedPost> created = new HashMap<>();

    /**
     * @param request body of a create with one post
     * @param id of that post
     */
    public void add(Map<String, Object> request, String id) {
        created.put(id, WantedPost.of(request).get(0));
    }

    /** The period to list, the same for all; empty when there is nothing to compare. */
    public Optional<Window> window(Instant now) {
        List<Instant> dates =
                created.values().stream().map(post -> post.due().orElse(now)).sorted().toList();
        if (dates.isEmpty()) {
            return Optional.empty();
        }
        Instant first = dates.get(0);
        Instant last = dates.get(dates.size() - 1);
        Instant end = last.isAfter(first.plus(LONGEST)) ? first.plus(LONGEST) : last;
        return Optional.of(Window.around(first.minus(CALL), end));
    }

    /**
     * @param listing answer of {@code GET /posts}
     * @return those of the posts that are in it
     */
    public Set<String> listed(Object listing, Instant now) {
        return StoredPost.of(listing, now).stream()
                .map(StoredPost::id)
                .filter(created::containsKey)
                .collect(Collectors.toSet());
    }

    /**
     * @param listing answer of {@code GET /posts} for the {@link #window}
     * @param earlier ids of those that were created some time ago, and may have been changed since
     * @return sentences by the id of the post; no entry where there is nothing to tell
     */
    public Map<String, List<String>> notices(Object listing, Set<String> earlier, Instant now) {
        Map<String, List<String>> notices = new LinkedHashMap<>();
        for (StoredPost stored : StoredPost.of(listing, now)) {
            WantedPost wanted = created.get(stored.id());
            if (wanted != null) {
                List<String> told =
                        earlier.contains(stored.id())
                                ? StoredDifferences.sinceCreated(wanted, stored)
                                : StoredDifferences.between(wanted, stored);
                if (!told.isEmpty()) {
                    notices.put(stored.id(), told);
                }
            }
        }
        return notices;
    }
}
