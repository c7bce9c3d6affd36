package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.json.JsonBody;

class PostListTest {

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
    void lists_a_repeating_post_once_with_all_its_dates() {
        String first = repeating("2026-12-15T10:00:00.000Z");
        String second = repeating("2026-12-22T10:00:00.000Z");
        assertThat(posts(second, first))
                .singleElement()
                .satisfies(
                        post ->
                                assertThat(post)
                                        .containsEntry("intervalInDays", 7)
                                        .containsEntry(
                                                "occurrences",
                                                List.of(
                                                        "2026-12-15T10:00:00.000Z",
                                                        "2026-12-22T10:00:00.000Z")));
    }

    private static String repeating(String date) {
        return "{\"id\":\"r\",\"publishDate\":\"2026-12-15T10:00:00.000Z\",\"intervalInDays\":7,"
                + "\"actualDate\":\""
                + date
                + "\"}";
    }

    private static List<Map<String, Object>> posts(String... posts) {
        Map<String, Object> output =
                new PostList().toOutput("{\"posts\":[" + String.join(",", posts) + "]}");
        return JsonBody.readObjects(JsonBody.readObject(output.get("output")).get("posts"));
    }
}
