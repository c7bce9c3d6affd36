package org.postizgateway.postiz.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.outcome.PostReconciler.Presence;
import org.postizgateway.postiz.outcome.PostReconciler.Window;

class PostReconcilerTest {

    private static final Instant SENT = Instant.parse("2026-12-01T12:00:50Z");
    private static final Instant NOW = Instant.parse("2026-12-01T12:02:10Z");
    private static final String DUE = "2026-12-15T10:00:00.000Z";

    private final PostReconciler reconciler = new PostReconciler();

    @Test
    void finds_a_post_that_is_stored_in_other_words_of_the_same_text() {
        assertThat(
                        found(
                                "<p>AT&amp;T is</p><p>here</p>",
                                listed("1", "<p>AT&amp;T  is</p><p>here</p>")))
                .isEqualTo("FOUND 1");
        assertThat(found("<p>AT&amp;T</p>", listed("1", "AT&amp;T"))).isEqualTo("FOUND 1");
        assertThat(found("<h4>Title</h4>", listed("1", "Title"))).isEqualTo("FOUND 1");
    }

    @Test
    void looks_past_short_links_where_they_were_asked_for() {
        String content = "<p>See https://example.com/long/path now</p>";
        Map<String, Object> stored = listed("1", "<p>See https://dub.sh/x now</p>");
        assertThat(presence(request("schedule", true, content), stored)).isEqualTo(Presence.FOUND);
        assertThat(presence(request("schedule", false, content), stored))
                .isEqualTo(Presence.ABSENT);
    }

    @Test
    void does_not_take_another_channel_text_date_or_state_for_it() {
        Map<String, Object> other = listed("1", "<p>hi</p>");
        Map<String, Object> request = request("schedule", false, "<p>hi</p>");
        assertThat(presence(request, with(other, "integration", Map.of("id", "c2"))))
                .isEqualTo(Presence.ABSENT);
        assertThat(presence(request, with(other, "content", "<p>ho</p>")))
                .isEqualTo(Presence.ABSENT);
        assertThat(presence(request, with(other, "publishDate", "2026-12-15T10:01:00.000Z")))
                .isEqualTo(Presence.ABSENT);
        assertThat(presence(request, with(other, "state", "DRAFT"))).isEqualTo(Presence.ABSENT);
        assertThat(presence(request, with(other, "state", "ERROR"))).isEqualTo(Presence.FOUND);
    }

    @Test
    void does_not_decide_about_a_post_that_is_an_hour_off() {
        assertThat(
                        presence(
                                request("schedule", false, "<p>hi</p>"),
                                with(
                                        listed("1", "<p>hi</p>"),
                                        "publishDate",
                                        "2026-12-15T11:00:00.000Z")))
                .isEqualTo(Presence.AMBIGUOUS);
    }

    @Test
    void finds_a_post_that_went_out_now_at_the_minute_of_the_call() {
        Map<String, Object> request = request("now", false, "<p>hi</p>");
        assertThat(
                        presence(
                                request,
                                with(
                                        listed("1", "<p>hi</p>"),
                                        "publishDate",
                                        "2026-12-01T12:00:00.000Z")))
                .isEqualTo(Presence.FOUND);
        assertThat(
                        presence(
                                request,
                                with(
                                        listed("1", "<p>hi</p>"),
                                        "publishDate",
                                        "2026-12-01T11:30:00.000Z")))
                .isEqualTo(Presence.ABSENT);
    }

    @Test
    void takes_no_post_twice_and_none_that_is_known_to_be_another() {
        Map<String, Object> request = request("schedule", false, "<p>hi</p>", "<p>hi</p>");
        Object list = Map.of("posts", List.of(listed("1", "<p>hi</p>"), listed("2", "<p>hi</p>")));
        assertThat(reconciler.reconcile(request, list, Set.of("1"), SENT, NOW))
                .extracting(verdict -> verdict.presence() + verdict.postId().orElse(""))
                .containsExactly("FOUND2", "ABSENT");
    }

    @Test
    void asks_for_a_period_that_holds_what_may_be_shifted() {
        assertThat(reconciler.window(request("schedule", false, "a"), SENT, NOW))
                .isEqualTo(new Window("2026-12-15T08:58:00.000Z", "2026-12-15T11:02:00.000Z"));
        assertThat(reconciler.window(request("now", false, "a"), SENT, NOW))
                .isEqualTo(new Window("2026-12-01T10:58:50.000Z", "2026-12-01T13:04:10.000Z"));
    }

    private String found(String content, Map<String, Object> stored) {
        PostReconciler.Verdict verdict =
                reconciler
                        .reconcile(
                                request("schedule", false, content),
                                Map.of("posts", List.of(stored)),
                                Set.of(),
                                SENT,
                                NOW)
                        .get(0);
        return verdict.presence() + " " + verdict.postId().orElse("");
    }

    private Presence presence(Map<String, Object> request, Map<String, Object> stored) {
        return reconciler
                .reconcile(request, Map.of("posts", List.of(stored)), Set.of(), SENT, NOW)
                .get(0)
                .presence();
    }

    private static Map<String, Object> request(String type, boolean shortLink, String... contents) {
        return Map.of(
                "type",
                type,
                "date",
                DUE,
                "shortLink",
                shortLink,
                "posts",
                Arrays.stream(contents)
                        .map(
                                content ->
                                        Map.of(
                                                "integration",
                                                Map.of("id", "c1"),
                                                "value",
                                                List.of(Map.of("content", content))))
                        .toList());
    }

    private static Map<String, Object> listed(String id, String content) {
        return Map.of(
                "id", id,
                "content", content,
                "publishDate", DUE,
                "state", "QUEUE",
                "integration", Map.of("id", "c1", "providerIdentifier", "x"));
    }

    private static Map<String, Object> with(Map<String, Object> post, String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(post);
        changed.put(key, value);
        return changed;
    }
}
