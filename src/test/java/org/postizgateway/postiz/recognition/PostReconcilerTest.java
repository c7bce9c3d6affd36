package org.postizgateway.postiz.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postizgateway.postiz.recognition.Listing.DUE;
import static org.postizgateway.postiz.recognition.Listing.NOW;
import static org.postizgateway.postiz.recognition.Listing.SENT;
import static org.postizgateway.postiz.recognition.Listing.listed;
import static org.postizgateway.postiz.recognition.Listing.request;
import static org.postizgateway.postiz.recognition.Listing.with;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.recognition.PostReconciler.Presence;
import org.postizgateway.postiz.recognition.PostReconciler.Window;

/** The table of docs/exactly-once.md, row by row. */
class PostReconcilerTest {

    private static final String TEXT = "<p>Our <strong>new</strong> shop in Bristol opens</p>";
    private static final String LATER = Listing.id(SENT.plusSeconds(3), 1);
    private static final String EARLIER = Listing.id(SENT.minusSeconds(3600), 2);

    private final PostReconciler reconciler = new PostReconciler();

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>AT&amp;T is</p><p>here</p>   | <p>AT&amp;T  is</p><p>here</p>",
                "<p>AT&amp;T is here</p>         | AT&amp;amp;T is here",
                "<h4>Title</h4>                  | Title",
                "<p>Intro</p><h4>News</h4><p>B</p> | <p>Intro</p>News<p>B</p>",
                "<p>Docs https://e.com/d?u=x are live</p> | <p>Docs are live</p>",
                "<p>See <a href='https://e.com'>the docs</a> now</p> | <p>See now</p>",
                "<p>See https://example.com/long now</p> | <p>See https://sho.rt/x1 now</p>",
                "<p>See https://e.com/d?utm=x now</p>  | <p>See https://e.com/d now</p>",
                "<p>https://example.com/only</p> | ``",
                "<p>The \uFB01ne \uD835\uDC01old print</p> | The fine Bold print",
                "<p>Twelve rules for a good night's sleep</p> | <p>Twelve rules for a goo",
                "<p>Docs https://e.com/d <b>morning</b> https://e.com/e night night night</p> | <p>Docs <b>morning</b> ht",
                "<p>Docs https://e.com/d <b>morning</b> https://e.com/e night night night</p> | Docs morning https:",
                "<p>Docs https://e.com/d <b>morning</b> https://e.com/e night night night</p> | Docs morning https://",
                "<p>morning 20% R&amp;D morning morning</p> | morning 20% R&amp;am",
                "<p>Twelve rules for a good sleep</p> | <p>Twelve rules for a good sleep, via App</p>",
                "<p>\uD83C\uDF89\uD83C\uDF89</p>  | \uD83C\uDF89\uD83C\uDF89",
                "<p>\u6211\u4EEC\u7684\u65B0\u5E97\u4ECA\u5929\u5F00\u4E1A\u4E86</p>"
                        + " | <p>\u6211\u4EEC\u7684\u65B0\u5E97\u4ECA\u5929\u5F00</p>"
            })
    void words_that_a_store_has_changed_are_recognised(String sent, String stored) {
        assertThat(presence(request("schedule", sent), listed(LATER, stored)))
                .isEqualTo(Presence.FOUND);
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>Our new shop opens</p> | <p>Twelve rules for sleep</p>",
                "<p>Offer of week 12: 20% off</p> | <p>Offer of week 13: 20% off</p>",
                "<p>New: https://e.com/a</p> | <p>New: https://e.com/b</p>",
                "<p>https://e.com/a</p> | <p>https://f.org/b</p>",
                "<p>hi</p> | <p>ho</p>"
            })
    void entirely_other_words_are_a_doubt_unless_the_post_was_there_before(
            String sent, String stored) {
        assertThat(presence(request("schedule", sent), listed(LATER, stored)))
                .isEqualTo(Presence.AMBIGUOUS);
        assertThat(presence(request("schedule", sent), listed("17", stored)))
                .isEqualTo(Presence.AMBIGUOUS);
        assertThat(presence(request("schedule", sent), listed(EARLIER, stored)))
                .isEqualTo(Presence.ABSENT);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "creationMethod | WEB",
                "settings       | {\"who_can_reply_post\":\"following\"}",
                "intervalInDays | 3"
            })
    void other_words_are_no_doubt_when_more_speaks_against_it(String key, String value) {
        Map<String, Object> other = with(listed(LATER, "<p>Rules for sleep</p>"), key, value);

        assertThat(presence(request("schedule", TEXT), other)).isEqualTo(Presence.ABSENT);
        assertThat(presence(request("schedule", TEXT), with(listed(LATER, TEXT), key, value)))
                .isEqualTo(Presence.FOUND);
        assertThat(presence(request("schedule", TEXT), with(listed("17", TEXT), key, value)))
                .isEqualTo(Presence.AMBIGUOUS);
    }

    @Test
    void another_number_of_files_speaks_against_it_where_files_are_listed() {
        Map<String, Object> other =
                with(listed(LATER, "Rules"), "attachments", List.of(Map.of("path", "a.png")));

        assertThat(presence(request("schedule", TEXT), other)).isEqualTo(Presence.ABSENT);
        assertThat(presence(request("schedule", TEXT), with(other, "attachments", List.of())))
                .isEqualTo(Presence.AMBIGUOUS);
    }

    @Test
    void another_channel_minute_or_state_is_another_post() {
        Map<String, Object> same = listed("17", TEXT);

        assertThat(presence(with(same, "integration", Map.of("id", "c2"))))
                .isEqualTo(Presence.ABSENT);
        assertThat(presence(with(same, "publishDate", "2026-12-15T10:01:00.000Z")))
                .isEqualTo(Presence.ABSENT);
        assertThat(presence(with(same, "state", "DRAFT"))).isEqualTo(Presence.ABSENT);
        assertThat(presence(with(listed(LATER, TEXT), "state", "DRAFT")))
                .isEqualTo(Presence.AMBIGUOUS);
        assertThat(presence(with(same, "state", "ERROR"))).isEqualTo(Presence.FOUND);
    }

    @Test
    void a_post_that_is_an_hour_off_is_left_undecided() {
        Map<String, Object> shifted =
                with(listed(LATER, TEXT), "publishDate", "2026-12-15T11:00:00.000Z");

        assertThat(presence(shifted)).isEqualTo(Presence.AMBIGUOUS);
        assertThat(presence(with(shifted, "content", "Rules"))).isEqualTo(Presence.ABSENT);
        assertThat(presence(with(shifted, "id", EARLIER))).isEqualTo(Presence.ABSENT);
    }

    @Test
    void the_same_text_that_was_there_before_is_left_undecided() {
        assertThat(presence(listed(EARLIER, TEXT))).isEqualTo(Presence.AMBIGUOUS);
        assertThat(presence(with(listed("17", TEXT), "createdAt", "2026-11-30T00:00:00.000Z")))
                .isEqualTo(Presence.AMBIGUOUS);
        assertThat(found(request("schedule", TEXT), listed(EARLIER, TEXT), listed(LATER, TEXT)))
                .containsExactly("FOUND " + LATER);
    }

    @Test
    void a_post_at_once_is_at_the_minute_in_which_it_was_sent_or_later() {
        Map<String, Object> request = request("now", TEXT);

        assertThat(
                        presence(
                                request,
                                with(listed("17", TEXT), "publishDate", "2026-12-01T12:00:00Z")))
                .isEqualTo(Presence.FOUND);
        assertThat(
                        presence(
                                request,
                                with(listed("17", TEXT), "publishDate", "2026-12-01T11:30:00Z")))
                .isEqualTo(Presence.ABSENT);
    }

    @Test
    void an_occurrence_is_known_by_the_first_date_of_its_post() {
        Map<String, Object> occurrence =
                with(
                        with(listed("17", TEXT), "publishDate", "2026-12-18T10:00:00.000Z"),
                        "actualDate",
                        DUE);

        assertThat(presence(occurrence)).isEqualTo(Presence.FOUND);
    }

    @Test
    void words_break_a_tie() {
        assertThat(
                        found(
                                request("schedule", "<p>Our shop opens</p>", "<p>Rules</p>"),
                                listed("1", "Rules"),
                                listed("2", "Our shop opens")))
                .containsExactly("FOUND 2", "FOUND 1");
    }

    @Test
    void settings_break_a_tie() {
        Map<String, Object> other =
                with(listed(LATER, TEXT), "settings", "{\"who_can_reply_post\":\"following\"}");
        String mine = Listing.id(SENT.plusSeconds(3), 9);

        assertThat(found(request("schedule", TEXT), other, listed(mine, TEXT)))
                .containsExactly("FOUND " + mine);
    }

    @Test
    void two_that_are_equally_likely_are_left_undecided() {
        assertThat(found(request("schedule", TEXT), listed("1", TEXT), listed("2", TEXT)))
                .containsExactly("AMBIGUOUS ");
    }

    @Test
    void posts_of_the_same_content_share_what_is_there() {
        Map<String, Object> twice = request("schedule", TEXT, TEXT);

        assertThat(found(twice, listed("1", TEXT), listed("2", TEXT)))
                .containsExactly("FOUND 1", "FOUND 2");
        assertThat(found(twice, listed("1", TEXT))).containsExactly("FOUND 1", "ABSENT ");
    }

    @Test
    void what_another_call_created_is_not_ours() {
        assertThat(
                        reconciler.reconcile(
                                request("schedule", TEXT),
                                Map.of("posts", List.of(listed("1", TEXT))),
                                Set.of("1"),
                                SENT,
                                NOW))
                .extracting(PostReconciler.Verdict::presence)
                .containsExactly(Presence.ABSENT);
    }

    @Test
    void the_period_holds_what_may_be_shifted() {
        assertThat(reconciler.window(request("schedule", "a"), SENT, NOW))
                .isEqualTo(new Window("2026-12-15T08:58:00.000Z", "2026-12-15T11:02:00.000Z"));
        assertThat(reconciler.window(request("now", "a"), SENT, NOW))
                .isEqualTo(new Window("2026-12-01T10:58:50.000Z", "2026-12-01T13:04:10.000Z"));
    }

    private Presence presence(Map<String, Object> stored) {
        return presence(request("schedule", TEXT), stored);
    }

    private Presence presence(Map<String, Object> request, Map<String, Object> stored) {
        return reconciler
                .reconcile(request, Map.of("posts", List.of(stored)), Set.of(), SENT, NOW)
                .get(0)
                .presence();
    }

    private List<String> found(Map<String, Object> request, Map<?, ?>... stored) {
        return reconciler
                .reconcile(request, Map.of("posts", List.of(stored)), Set.of(), SENT, NOW)
                .stream()
                .map(verdict -> verdict.presence() + " " + verdict.postId().orElse(""))
                .toList();
    }
}
