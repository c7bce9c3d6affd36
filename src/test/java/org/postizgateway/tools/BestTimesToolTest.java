package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.Operation;

class BestTimesToolTest extends LifeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void tells_the_times_at_which_the_middle_post_did_best_in_the_zone_of_the_caller()
            throws Exception {
        history();

        JsonNode output = bestTimes("Europe/Berlin");

        assertThat(output.path("enough").asBoolean()).isTrue();
        assertThat(output.path("figure").asText()).isEqualTo("Impressions");
        assertThat(output.path("median").asInt()).isEqualTo(50);
        assertThat(output.at("/posts/counted").asInt()).isEqualTo(12);
        assertThat(output.path("hours").toString())
                .isEqualTo(
                        "[{\"time\":\"18:00-21:00\",\"posts\":4,\"median\":100,\"againstAll\":2.0},"
                                + "{\"time\":\"12:00-15:00\",\"posts\":4,\"median\":50,\"againstAll\":1.0},"
                                + "{\"time\":\"09:00-12:00\",\"posts\":4,\"median\":10,\"againstAll\":0.2}]");
        assertThat(bestTimes("Asia/Tokyo").at("/hours/0/time").asText()).startsWith("0");
    }

    @Test
    void a_figure_can_be_named() throws Exception {
        history();

        assertThat(bestTimes("UTC", "figure", "likes").at("/hours/0/median").asInt()).isEqualTo(10);
        JsonNode none = bestTimes("UTC", "figure", "Retweets");
        assertThat(none.path("enough").asBoolean()).isFalse();
        assertThat(none.at("/posts/withoutFigures").asInt()).isEqualTo(12);
    }

    @Test
    void the_network_is_asked_once_an_hour_about_a_post_and_the_cost_is_told() throws Exception {
        history();

        assertThat(bestTimes("UTC").path("cost").asText()).startsWith("12 questions");
        assertThat(bestTimes("UTC").path("cost").asText()).startsWith("0 questions");
        assertThat(asked()).isEqualTo(12);
    }

    @Test
    void few_posts_make_no_best_time() throws Exception {
        for (int day = 3; day < 8; day++) {
            published(day, LocalTime.of(18, 30), 100);
        }

        JsonNode output = bestTimes("UTC");

        assertThat(output.path("enough").asBoolean()).isFalse();
        assertThat(output.path("notice").asText()).startsWith("Too little: 5 posts");
        assertThat(output.has("hours")).isFalse();
        assertThat(output.has("weekdays")).isFalse();
    }

    @Test
    void many_posts_of_which_nothing_is_counted_make_none_either() throws Exception {
        for (int day = 3; day < 23; day++) {
            post(day, LocalTime.of(18, 30), X, PostState.PUBLISHED, OptionalInt.empty());
        }

        JsonNode output = bestTimes("UTC");

        assertThat(output.path("enough").asBoolean()).isFalse();
        assertThat(output.at("/posts/withoutFigures").asInt()).isEqualTo(20);
    }

    @Test
    void no_more_posts_are_asked_about_than_was_said_and_the_newest_are() throws Exception {
        for (int day = 3; day < 43; day++) {
            published(day, LocalTime.of(day < 28 ? 18 : 9, 0), 100);
        }

        JsonNode output = bestTimes("Europe/Berlin");

        assertThat(asked()).isEqualTo(25);
        assertThat(output.at("/posts/published").asInt()).isEqualTo(40);
        assertThat(output.at("/posts/notAsked").asInt()).isEqualTo(15);
        assertThat(output.path("hours")).hasSize(1);
    }

    @Test
    void only_what_the_channel_published_once_and_a_while_ago_counts() throws Exception {
        post(1, LocalTime.NOON, X, PostState.PUBLISHED, OptionalInt.empty());
        post(5, LocalTime.NOON, X, PostState.PUBLISHED, OptionalInt.of(7));
        post(5, LocalTime.NOON, X, PostState.ERROR, OptionalInt.empty());
        post(5, LocalTime.NOON, X, PostState.DRAFT, OptionalInt.empty());
        post(5, LocalTime.NOON, MASTODON, PostState.PUBLISHED, OptionalInt.empty());
        post(100, LocalTime.NOON, X, PostState.PUBLISHED, OptionalInt.empty());

        assertThat(bestTimes("UTC").at("/posts/published").asInt()).isZero();
        assertThat(asked()).isZero();
    }

    @Test
    void a_network_that_does_not_answer_is_not_asked_on_and_on() throws Exception {
        history();
        SANDBOX.faults().add(FaultRule.of(Fault.BAD_GATEWAY).on(Operation.POST_ANALYTICS).always());

        JsonNode output = bestTimes("UTC");

        assertThat(asked()).isEqualTo(3);
        assertThat(output.path("enough").asBoolean()).isFalse();
        assertThat(output.at("/posts/notAnswered").asInt()).isEqualTo(3);
        assertThat(output.path("incomplete").asText()).contains("did not answer");
        SANDBOX.faults().clear();
        assertThat(bestTimes("UTC").at("/posts/counted").asInt()).isEqualTo(12);
    }

    @Test
    void what_cannot_be_asked_is_refused_before_the_network_is() throws Exception {
        assertThat(fail("bestTimesTool", Map.of("integrationId", "cmnobodys01", "timeZone", "UTC")))
                .contains("is not the id of a connected channel");
        assertThat(fail("bestTimesTool", Map.of("integrationId", X, "timeZone", "Berlin")))
                .contains("name of a time zone");
        assertThat(
                        fail(
                                "bestTimesTool",
                                Map.of("integrationId", X, "timeZone", "UTC", "days", 4000)))
                .contains("days");
        assertThat(asked()).isZero();
    }

    /** Four posts each in the evening, at noon and in the morning. */
    private void history() throws Exception {
        for (int week = 0; week < 4; week++) {
            published(5 + 7 * week, LocalTime.of(18, 30), 100);
            published(6 + 7 * week, LocalTime.of(13, 0), 50);
            published(7 + 7 * week, LocalTime.of(9, 15), 10);
        }
    }

    private void published(int daysAgo, LocalTime time, int impressions) throws Exception {
        String id = post(daysAgo, time, X, PostState.PUBLISHED, OptionalInt.empty());
        SANDBOX.organization("sandbox-key")
                .figures(
                        id,
                        new ObjectMapper()
                                .readTree(
                                        """
                                        [{"label": "Likes", "data": [{"total": "%d", "date": "2026-11-20"}]},
                                         {"label": "Impressions", "data": [{"total": "%d", "date": "2026-11-20"}]}]
                                        """
                                                .formatted(impressions / 10, impressions))
                                .deepCopy());
    }

    private String post(
            int daysAgo, LocalTime time, String channel, PostState state, OptionalInt interval) {
        Organization organization = SANDBOX.organization("sandbox-key");
        Instant now = SANDBOX.clock().instant();
        Instant at =
                now.atZone(BERLIN)
                        .toLocalDate()
                        .minusDays(daysAgo)
                        .atTime(time)
                        .atZone(BERLIN)
                        .toInstant();
        String id = "history" + UUID.randomUUID().toString().replace("-", "");
        SANDBOX.posts()
                .save(
                        new Post(
                                id,
                                organization.id(),
                                channel,
                                state,
                                at,
                                "<p>History</p>",
                                JsonNodeFactory.instance.arrayNode(),
                                0,
                                "group-" + id,
                                Optional.empty(),
                                JsonNodeFactory.instance.objectNode(),
                                interval,
                                "API",
                                Optional.of("release"),
                                Optional.of("https://x.example/" + id),
                                Optional.empty(),
                                at,
                                at));
        return id;
    }

    private static int asked() {
        return SANDBOX.requests().count(Operation.POST_ANALYTICS);
    }

    private JsonNode bestTimes(String zone, String... more) throws Exception {
        Map<String, Object> arguments =
                more.length == 0
                        ? Map.of("integrationId", X, "timeZone", zone)
                        : Map.of("integrationId", X, "timeZone", zone, more[0], more[1]);
        return succeed("bestTimesTool", arguments).path("output");
    }
}
