package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.json.JsonBody;

class PostListTest {

    private final PostList list = new PostList();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private static final String LATER =
            """
            {"id":"b","content":"<p>b</p>","publishDate":"2026-12-16T10:00:00.000Z",
             "releaseURL":"https://x.com/1","releaseId":"1","state":"PUBLISHED","intervalInDays":null,
             "group":"g","creationMethod":"API","settings":"{\\"a\\":1}",
             "tags":[{"tag":{"id":"t","name":"launch"}}],
             "integration":{"id":"c","providerIdentifier":"x","name":"Acme","picture":"p"}}""";

    private static final String EARLIER =
            """
            {"id":"a","content":"a","publishDate":"2026-12-15T10:00:00","releaseURL":null,
             "state":"QUEUE","group":"h","settings":"broken","tags":[],"integration":{"id":"d"}}""";

    @Test
    void flattens_the_channel_reads_the_settings_and_adds_the_zone() {
        List<Map<String, Object>> posts = posts(LATER, EARLIER);
        assertThat(posts).extracting(post -> post.get("id")).containsExactly("a", "b");
        assertThat(posts.get(1))
                .containsEntry("integrationId", "c")
                .containsEntry("platform", "x")
                .containsEntry("integrationName", "Acme")
                .containsEntry("settings", Map.of("a", 1))
                .containsEntry("releaseURL", "https://x.com/1")
                .containsEntry("state", "PUBLISHED")
                .containsEntry("tags", List.of("launch"))
                .doesNotContainKeys("intervalInDays", "integration");
        assertThat(posts.get(0))
                .containsEntry("publishDate", "2026-12-15T10:00:00.000Z")
                .containsEntry("settings", Map.of())
                .doesNotContainKeys("releaseURL", "tags", "occurrences");
    }

    @Test
    void lists_a_repeating_post_once_with_its_dates_in_the_period() {
        Map<String, Object> post =
                posts(
                                repeating("2026-12-22T10:00:00.000Z"),
                                repeating("2026-11-24T10:00:00.000Z"),
                                repeating("2026-12-15T10:00:00.000Z"))
                        .get(0);

        assertThat(post)
                .containsEntry("intervalInDays", 7)
                .containsEntry("publishDate", "2026-12-15T10:00:00.000Z")
                .containsEntry(
                        "occurrences",
                        List.of("2026-12-15T10:00:00.000Z", "2026-12-22T10:00:00.000Z"));
        assertThat(posts(repeating("2026-11-24T10:00:00.000Z"))).isEmpty();
    }

    @Test
    void keeps_only_the_channel_and_the_state_that_are_asked_for() {
        assertThat(posts(Map.of("integrationId", "c"), LATER, EARLIER))
                .extracting(post -> post.get("id"))
                .containsExactly("b");
        assertThat(posts(Map.of("state", "QUEUE"), LATER, EARLIER))
                .extracting(post -> post.get("id"))
                .containsExactly("a");
    }

    @Test
    void turns_many_posts_into_pages() {
        String[] many =
                IntStream.range(0, 120)
                        .mapToObj(
                                i ->
                                        EARLIER.replace(
                                                "\"a\",\"content\"",
                                                "\"a%03d\",\"content\"".formatted(i)))
                        .toArray(String[]::new);

        Map<String, Object> last = output(Map.of("page", 3), many);

        assertThat(JsonBody.readObjects(last.get("posts"))).hasSize(20);
        assertThat(last).containsEntry("total", 120).containsEntry("pages", 3);
        assertThat(table())
                .startsWith("120 posts between 2026-12-01 00:00")
                .contains("page 3 of 3");
        assertThat(JsonBody.readObjects(output(Map.of("page", 4), many).get("posts"))).isEmpty();
        assertThat(table()).isEqualTo("No such page: 120 posts on 3 pages.");
    }

    @Test
    void writes_a_short_table_for_a_model() {
        output(Map.of(), LATER, EARLIER, repeating("2026-12-22T10:00:00.000Z"));

        assertThat(table().lines())
                .contains(
                        "3 posts between 2026-12-01 00:00 and 2026-12-31 23:59 UTC, page 1 of 1.",
                        "date (UTC) | state | channel | text | id",
                        "2026-12-16 10:00 | PUBLISHED | Acme on x | b https://x.com/1 | b");
        output(Map.of("state", "ERROR"), LATER);
        assertThat(table())
                .isEqualTo(
                        "No posts between 2026-12-01 00:00 and 2026-12-31 23:59 UTC in state"
                                + " ERROR.");
    }

    @Test
    void tells_why_a_post_was_not_published_where_postiz_does() {
        output(
                Map.of(),
                LATER.replace("\"PUBLISHED\"", "\"ERROR\",\"error\":\"Too large | for X\""));

        assertThat(table()).contains("| ERROR: Too large / for X |");
    }

    private static String repeating(String date) {
        return "{\"id\":\"r\",\"actualDate\":\"2026-11-24T10:00:00.000Z\",\"intervalInDays\":7,"
                + "\"state\":\"QUEUE\",\"publishDate\":\""
                + date
                + "\"}";
    }

    private List<Map<String, Object>> posts(String... posts) {
        return posts(Map.of(), posts);
    }

    private List<Map<String, Object>> posts(Map<String, Object> filter, String... posts) {
        return JsonBody.readObjects(output(filter, posts).get("posts"));
    }

    private Map<String, Object> output(Map<String, Object> filter, String... posts) {
        Map<String, Object> arguments = new HashMap<>(filter);
        arguments.put("startDate", "2026-12-01");
        arguments.put("endDate", "2026-12-31");
        exchange.getMessage().setBody(arguments);
        list.ask(exchange);
        exchange.getMessage().setBody("{\"posts\":[" + String.join(",", posts) + "]}");
        return JsonBody.readObject(list.answer(exchange).get("output"));
    }

    private String table() {
        return exchange.getProperty(PostList.TEXT, String.class);
    }
}
