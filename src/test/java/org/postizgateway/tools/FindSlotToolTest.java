package org.postizgateway.tools;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.web.Operation;

class FindSlotToolTest extends LifeTest {

    @Test
    void times_near_a_post_of_the_channel_are_taken_and_those_of_other_channels_are_not()
            throws Exception {
        schedule(Instant.parse("2031-12-15T09:30:00Z"), "Taken");

        assertThat(slots(Map.of("integrationId", X, "from", "2031-12-15T00:00:00Z")))
                .containsExactly(
                        "2031-12-15T12:00:00.000Z",
                        "2031-12-15T15:00:00.000Z",
                        "2031-12-15T18:00:00.000Z");
        assertThat(slots(Map.of("integrationId", MASTODON, "from", "2031-12-15T00:00:00Z")))
                .contains("2031-12-15T09:00:00.000Z");
        assertThat(SANDBOX.requests().count(Operation.FIND_SLOT)).isZero();
    }

    @Test
    void of_a_disabled_channel_it_is_told() throws Exception {
        assertThat(
                        succeed("findSlotTool", Map.of("integrationId", DISABLED))
                                .at("/output/notice")
                                .asText())
                .contains("is disabled in Postiz");
        assertThat(
                        succeed("findSlotTool", Map.of("integrationId", X))
                                .at("/output/notice")
                                .isMissingNode())
                .isTrue();
    }

    @Test
    void an_hour_that_daylight_saving_skips_is_no_time() throws Exception {
        assertThat(
                        slots(
                                Map.of(
                                        "integrationId",
                                        X,
                                        "from",
                                        "2031-03-29T12:00:00Z",
                                        "timeZone",
                                        "Europe/Berlin",
                                        "times",
                                        List.of("02:30"),
                                        "count",
                                        1)))
                .containsExactly("2031-03-31T00:30:00.000Z");
    }

    @Test
    void a_date_without_a_zone_is_one_of_the_callers() throws Exception {
        assertThat(
                        slots(
                                Map.of(
                                        "integrationId",
                                        X,
                                        "from",
                                        "2031-12-15T09:30",
                                        "timeZone",
                                        "America/New_York",
                                        "times",
                                        List.of("09:00", "12:00"),
                                        "count",
                                        1)))
                .containsExactly("2031-12-15T17:00:00.000Z");
    }

    @Test
    void nothing_is_found_within_five_minutes_or_in_the_past() throws Exception {
        JsonNode first =
                succeed(
                                "findSlotTool",
                                Map.of("integrationId", X, "from", "2001-01-01", "count", 1))
                        .at("/output/slots/0/date");

        assertThat(Instant.parse(first.asText())).isAfter(in(4));
    }

    @Test
    void beyond_the_period_that_is_looked_at_nothing_is_told_free() throws Exception {
        Instant first = Instant.parse("2031-01-01T15:00:00Z");
        String rows =
                IntStream.range(0, 61)
                        .mapToObj(day -> "%s,%s,x\n".formatted(MASTODON, first.plus(day, DAYS)))
                        .collect(Collectors.joining());
        succeed("scheduleBatchTool", Map.of("csv", "channel,date,text\n" + rows, "type", "draft"));

        JsonNode output =
                succeed(
                                "findSlotTool",
                                Map.of(
                                        "integrationId",
                                        MASTODON,
                                        "from",
                                        "2031-01-01T12:00:00Z",
                                        "times",
                                        List.of("15:00", "15:30")))
                        .path("output");

        assertThat(output.path("slots")).isEmpty();
        assertThat(output.path("notice").asText())
                .isEqualTo("No more times are free in the 60 days from 2031-01-01T12:00:00.000Z.");
    }

    @Test
    void says_what_is_wrong_with_an_argument() throws Exception {
        assertThat(fail("findSlotTool", Map.of("integrationId", "nobodys")))
                .contains("is not the id of a connected channel");
        assertThat(fail("findSlotTool", Map.of("from", "soon")))
                .contains("from must be an ISO 8601");
        assertThat(fail("findSlotTool", Map.of("from", "9999-12-31")))
                .contains("from 9999-12-31T00:00:00.000Z is more than a hundred years ahead");
        assertThat(fail("findSlotTool", Map.of("from", "+999999999-12-31")))
                .contains("from must be an ISO 8601");
        assertThat(fail("findSlotTool", Map.of("timeZone", "Mars"))).contains("timeZone must be");
        assertThat(fail("findSlotTool", Map.of("times", List.of("29:00"))))
                .contains("times must be times of day");
    }

    private List<String> slots(Map<String, Object> arguments) throws Exception {
        return texts(succeed("findSlotTool", new HashMap<>(arguments)).at("/output/slots"), "date");
    }
}
