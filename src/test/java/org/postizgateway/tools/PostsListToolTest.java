package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.cases.ReportedCases;
import org.postizgateway.sandbox.DefaultOrganizations;

class PostsListToolTest extends ToolRouteTest {

    @BeforeEach
    void schedule() throws Exception {
        succeed(
                "schedulePostTool",
                Map.of(
                        "socialPost",
                        List.of(
                                post(MASTODON, "2099-12-16T10:00:00Z"),
                                post(X, "2099-12-15T10:00:00+02:00"))));
    }

    @Test
    void lists_posts_oldest_first_with_their_channels() throws Exception {
        JsonNode posts =
                succeed(
                                "postsListTool",
                                Map.of(
                                        "startDate", "2099-12-15T10:00:00+02:00",
                                        "endDate", "2099-12-31"))
                        .at("/output/posts");

        assertThat(texts(posts, "integrationId")).containsExactly(X, MASTODON);
        assertThat(posts.path(0).path("publishDate").asText())
                .isEqualTo("2099-12-15T08:00:00.000Z");
        assertThat(posts.path(0).path("state").asText()).isEqualTo("QUEUE");
        assertThat(posts.path(0).at("/settings/who_can_reply_post").asText()).isEqualTo("everyone");
    }

    @Test
    void counts_a_last_day_to_its_end() throws Exception {
        Map<String, Object> day = Map.of("startDate", "2099-12-16", "endDate", "2099-12-16");

        assertThat(succeed("postsListTool", day).at("/output/posts")).hasSize(1);
    }

    @Test
    void tells_an_unknown_channel_or_group_from_one_without_posts() throws Exception {
        Map<String, Object> year = Map.of("startDate", "2098-01-01", "endDate", "2098-12-31");

        assertThat(succeed("postsListTool", with(year, "integrationId", X)).at("/output/total"))
                .hasToString("0");
        assertThat(succeed("postsListTool", with(year, "customer", NO_CHANNELS)).at("/output/page"))
                .hasToString("1");
        assertThat(fail("postsListTool", with(year, "integrationId", "nope")))
                .contains("integrationId is not the id of a connected channel", "integrationList");
        assertThat(fail("postsListTool", with(year, "customer", "nope")))
                .contains("There is no group with this id", "groupList");
    }

    private static Map<String, Object> with(
            Map<String, Object> arguments, String name, Object value) {
        Map<String, Object> more = new HashMap<>(arguments);
        more.put(name, value);
        return more;
    }

    @Test
    void lists_the_posts_of_one_group() throws Exception {
        JsonNode posts =
                succeed(
                                "postsListTool",
                                Map.of(
                                        "startDate", "2099-12-01",
                                        "endDate", "2099-12-31",
                                        "customer", ACME))
                        .at("/output/posts");

        assertThat(texts(posts, "integrationId")).containsExactly(X);
    }

    @Test
    void filters_by_channel_and_state_and_reads_as_a_table() throws Exception {
        JsonNode result =
                call(
                        "postsListTool",
                        Map.of(
                                "startDate", "2099-12-01",
                                "endDate", "2099-12-31",
                                "integrationId", X,
                                "state", "QUEUE"));

        assertThat(texts(result.at("/structuredContent/output/posts"), "integrationId"))
                .containsExactly(X);
        assertThat(result.at("/content/0/text").asText())
                .startsWith("1 post between 2099-12-01 00:00 and 2099-12-31 23:59 UTC of that")
                .contains("2099-12-15 08:00 | QUEUE | Acme on X on x |")
                .doesNotContain("{");
        assertThat(
                        succeed(
                                        "postsListTool",
                                        Map.of(
                                                "startDate", "2099-12-01",
                                                "endDate", "2099-12-31",
                                                "state", "ERROR"))
                                .at("/output/posts"))
                .isEmpty();
    }

    @Test
    @ReportedCase("dates-of-repeating-posts")
    void lists_each_occurrence_of_a_repeating_post_at_its_own_date() throws Exception {
        SANDBOX.posts().clear();
        createRepeating(
                ReportedCases.input("dates-of-repeating-posts").path("intervalInDays").asInt());

        JsonNode posts =
                succeed("postsListTool", Map.of("startDate", "2099-12-18", "endDate", "2099-12-25"))
                        .at("/output/posts");

        assertThat(posts).hasSize(1);
        assertThat(texts(posts.path(0).path("occurrences")))
                .containsExactly(
                        "2099-12-18T10:00:00.000Z",
                        "2099-12-21T10:00:00.000Z",
                        "2099-12-24T10:00:00.000Z");
    }

    /** As by another client: the tool of the gateway makes no repeating posts. */
    private static void createRepeating(int days) throws Exception {
        HttpResponse<String> created =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(SANDBOX.baseUrl() + "/public/v1/posts"))
                                        .header("Authorization", DefaultOrganizations.KEY)
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                BodyPublishers.ofString(
                                                        """
                                                        {"type":"schedule","date":"2099-12-15T10:00:00.000Z",
                                                         "inter":%d,"shortLink":false,"tags":[],
                                                         "posts":[{"integration":{"id":"%s"},
                                                           "value":[{"content":"<p>Again</p>","image":[]}],
                                                           "settings":{}}]}"""
                                                                .formatted(days, MASTODON)))
                                        .build(),
                                BodyHandlers.ofString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    @Test
    void refuses_what_is_no_date_or_no_period() throws Exception {
        assertThat(fail("postsListTool", Map.of("startDate", "soon", "endDate", "2099-12-31")))
                .startsWith("startDate must be an ISO 8601 date");
        assertThat(
                        fail(
                                "postsListTool",
                                Map.of("startDate", "2099-12-31", "endDate", "2099-12-01")))
                .contains("endDate must not lie before startDate");
    }

    private static Map<String, Object> post(String channel, String date) {
        return Map.of(
                "integrationId",
                channel,
                "type",
                "schedule",
                "date",
                date,
                "postsAndComments",
                List.of(Map.of("content", "Hello")),
                "settings",
                channel.equals(X) ? Map.of("who_can_reply_post", "everyone") : Map.of());
    }
}
