package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
