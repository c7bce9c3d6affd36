package org.postizgateway.postiz.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.postiz.preflight.finding.FieldProblem;
import org.postizgateway.postiz.preflight.finding.Findings;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;

class PublishDateTest {

    private final PublishDate dates = new PublishDate(Instant.parse("2026-12-01T12:00:30.5Z"));
    private final Findings found = new Findings();

    @Test
    void takes_a_date_to_come() {
        assertThat(of("2026-12-01T12:01:00Z")).contains(Instant.parse("2026-12-01T12:01:00Z"));
        assertThat(problems()).isEmpty();
    }

    @Test
    void overlooks_two_minutes() {
        assertThat(of("2026-12-01T11:59:00Z")).isPresent();
    }

    @Test
    void refuses_the_past_and_says_what_time_it_is() {
        assertThat(of("2026-12-01T11:58:00Z")).isEmpty();
        assertThat(problems())
                .containsExactly(
                        "2026-12-01T11:58:00.000Z is in the past; it is 2026-12-01T12:00:30.000Z"
                                + " now. Choose a later date, or type now to publish at once.");
    }

    @Test
    void refuses_a_year_that_is_a_slip() {
        assertThat(of("2099-12-15T10:00:00Z")).isPresent();
        assertThat(of("9999-12-31T10:00:00Z")).isEmpty();
        assertThat(of("2206-12-15T10:00:00Z")).isEmpty();
        assertThat(problems())
                .hasSize(2)
                .contains(
                        "9999-12-31T10:00:00.000Z is more than a hundred years ahead. Check the"
                                + " year.");
    }

    @Test
    void refuses_a_missing_date() {
        assertThat(of("")).isEmpty();
        assertThat(problems()).containsExactly("is required, as 2030-01-31T10:00:00Z.");
    }

    @Test
    void refuses_what_is_no_date_and_shows_little_of_it() {
        assertThat(of("next ".repeat(100))).isEmpty();
        assertThat(problems().get(0)).contains("is not a date").hasSizeLessThan(250);
    }

    @Test
    void takes_a_draft_of_the_past_and_warns_of_its_date() {
        assertThat(of("2026-11-30T12:00:00Z", Type.DRAFT)).isPresent();
        assertThat(problems()).isEmpty();
        assertThat(found.notices())
                .singleElement()
                .asString()
                .contains("2026-11-30T12:00:00.000Z, is in the past")
                .doesNotContain("type now");
    }

    @Test
    void takes_a_date_without_a_zone_for_UTC_and_says_so() {
        assertThat(of("2027-01-01 09:00")).contains(Instant.parse("2027-01-01T09:00:00Z"));
        assertThat(found.notices()).singleElement().asString().contains("no time zone, so UTC");
    }

    @Test
    void refuses_to_publish_at_once_what_has_a_date_to_come() {
        assertThat(of("2027-01-01T09:00:00Z", Type.NOW)).isEmpty();
        assertThat(problems())
                .containsExactly(
                        "2027-01-01T09:00:00.000Z is in the future, and type now publishes at once;"
                                + " it is 2026-12-01T12:00:30.000Z now. Choose type schedule to"
                                + " publish at that date, or leave the date out to publish at"
                                + " once.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whenever", "2026-12-01T12:05:00Z", "2026-11-01T12:00:00Z"})
    void publishes_at_once_what_has_no_date_to_come(String date) {
        assertThat(of(date, Type.NOW)).isPresent();
        assertThat(problems()).isEmpty();
    }

    private Optional<Instant> of(String date) {
        return of(date, Type.SCHEDULE);
    }

    private Optional<Instant> of(String date, Type type) {
        return dates.of(new SocialPost(0, "c", date, false, type, List.of(), Map.of()), found);
    }

    private List<String> problems() {
        return found.problems().stream().map(FieldProblem::reason).toList();
    }
}
