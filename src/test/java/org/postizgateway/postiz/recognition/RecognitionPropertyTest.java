package org.postizgateway.postiz.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postizgateway.postiz.recognition.Listing.NOW;
import static org.postizgateway.postiz.recognition.Listing.SENT;
import static org.postizgateway.postiz.recognition.Listing.listed;
import static org.postizgateway.postiz.recognition.Listing.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.postizgateway.postiz.recognition.PostReconciler.Presence;
import org.postizgateway.postiz.recognition.PostReconciler.Verdict;
import org.postizgateway.sandbox.state.Storing;
import org.postizgateway.sandbox.state.TextChange;

/** Whatever a store does to the text, a create whose answer was lost is one post. */
class RecognitionPropertyTest {

    @Provide
    Arbitrary<String> posts() {
        return Texts.posts();
    }

    @Provide
    Arbitrary<List<TextChange>> recognisableChanges() {
        return Texts.recognisableChanges();
    }

    @Provide
    Arbitrary<List<TextChange>> anyChanges() {
        return Texts.anyChanges();
    }

    @Property(tries = 1000)
    void a_changed_text_is_found(
            @ForAll("posts") String sent,
            @ForAll("recognisableChanges") List<TextChange> changes,
            @ForAll boolean idsTell) {
        String id = idsTell ? Listing.id(SENT.plusSeconds(2), 1) : "17";
        String stored = stored(sent, changes);
        // what is left after a cut has to be enough to tell
        Assume.that(Words.of(stored).plain().toString().length() >= 12);

        Verdict verdict = verdicts(List.of(sent), List.of(listed(id, stored))).get(0);

        assertThat(verdict.presence()).isEqualTo(Presence.FOUND);
        assertThat(verdict.postId()).hasValue(id);
    }

    @Property(tries = 1000)
    void whatever_the_store_does_the_post_is_not_taken_for_absent(
            @ForAll("posts") String sent,
            @ForAll("anyChanges") List<TextChange> changes,
            @ForAll("posts") String other) {
        String id = Listing.id(SENT.plusSeconds(2), 1);
        String before = Listing.id(SENT.minus(Duration.ofDays(1)), 2);
        Verdict verdict =
                verdicts(
                                List.of(sent),
                                List.of(
                                        listed(before, stored(other, changes)),
                                        listed(id, stored(sent, changes))))
                        .get(0);

        assertThat(verdict.presence()).isNotEqualTo(Presence.ABSENT);
        assertThat(verdict.postId().orElse(id)).isEqualTo(id);
    }

    @Property(tries = 500)
    void a_post_of_somebody_else_is_not_claimed(
            @ForAll("posts") String sent, @ForAll("anyChanges") List<TextChange> changes) {
        String stored = stored("<p>Somebody wrote about something else entirely</p>", changes);

        assertThat(verdicts(List.of(sent), List.of(listed("17", stored))).get(0).presence())
                .isEqualTo(Presence.AMBIGUOUS);
        assertThat(
                        verdicts(
                                        List.of(sent),
                                        List.of(
                                                listed(
                                                        Listing.id(SENT.minusSeconds(900), 1),
                                                        stored)))
                                .get(0)
                                .presence())
                .isEqualTo(Presence.ABSENT);
    }

    @Property(tries = 300)
    void no_post_of_a_batch_is_taken_for_another(
            @ForAll @Size(min = 2, max = 6) List<@net.jqwik.api.From("posts") String> sent,
            @ForAll("recognisableChanges") List<TextChange> changes,
            @ForAll long seed) {
        List<Map<String, Object>> listing = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            listing.add(listed(Listing.id(SENT.plusSeconds(2), i), stored(sent.get(i), changes)));
        }
        Collections.shuffle(listing, new Random(seed));

        List<Verdict> verdicts = verdicts(sent, listing);

        for (int i = 0; i < sent.size(); i++) {
            assertThat(verdicts.get(i).presence()).isNotEqualTo(Presence.ABSENT);
            if (Collections.frequency(sent, sent.get(i)) == 1) {
                String own = Listing.id(SENT.plusSeconds(2), i);
                assertThat(verdicts.get(i).postId().orElse(own)).isEqualTo(own);
            }
        }
    }

    private static String stored(String sent, List<TextChange> changes) {
        return new Storing(changes, Duration.ZERO).text(sent);
    }

    private static List<Verdict> verdicts(List<String> sent, List<Map<String, Object>> listing) {
        return new PostReconciler()
                .reconcile(
                        request("schedule", sent.toArray(String[]::new)),
                        Map.of("posts", listing),
                        Set.of(),
                        SENT,
                        NOW);
    }
}
