package org.postizgateway.postiz.preflight.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postizgateway.postiz.preflight.Calls.call;
import static org.postizgateway.postiz.preflight.Calls.item;
import static org.postizgateway.postiz.preflight.Calls.plan;
import static org.postizgateway.postiz.preflight.Calls.post;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RequestPlannerTest {

    @Test
    void puts_posts_that_share_type_date_and_short_links_into_one_request() {
        SchedulePlan plan =
                plan(
                        call(
                                post("x"),
                                post("linkedin", p -> p.put("date", "2026-12-15T11:00:00+01:00")),
                                post("x", p -> p.put("date", "2026-12-16T10:00:00Z")),
                                post("x", p -> p.put("shortLink", true)),
                                post("x", p -> p.put("type", "draft")),
                                post("linkedin", RequestPlannerTest::now),
                                post("x", RequestPlannerTest::now)),
                        "x",
                        "linkedin");
        assertThat(plan.requests())
                .extracting(request -> request.posts().stream().map(PlannedPost::index).toList())
                .containsExactly(List.of(0, 1), List.of(2), List.of(3), List.of(4), List.of(5, 6));
    }

    @Test
    void writes_the_body_that_postiz_takes() {
        Map<String, Object> post =
                post(
                        "x",
                        p ->
                                p.put(
                                        "postsAndComments",
                                        List.of(
                                                item("one & two", "https://e.com/a.png"),
                                                "reply")));
        assertThat(plan(call(post), "x").requests().get(0).json())
                .matches(
                        Pattern.quote(
                                        """
                                        {"type":"schedule","date":"2026-12-15T10:00:00.000Z",\
                                        "shortLink":false,"tags":[],"posts":[\
                                        {"integration":{"id":"id-x"},"value":[\
                                        {"content":"<p>one &amp; two</p>","image":[{"id":"UUID",\
                                        "path":"https://e.com/a.png"}]},\
                                        {"content":"<p>reply</p>","image":[]}],\
                                        "settings":{"who_can_reply_post":"everyone"}}]}""")
                                .replace("UUID", "\\E[0-9a-f-]{36}\\Q"));
    }

    @Test
    void lets_no_id_of_the_caller_through() {
        Map<String, Object> item =
                Map.of(
                        "id",
                        "taken-over",
                        "content",
                        "hi",
                        "attachments",
                        List.of(Map.of("id", "taken-over", "path", "https://e.com/a.png")));
        Map<String, Object> post = post("linkedin", p -> p.put("postsAndComments", List.of(item)));
        assertThat(plan(call(post), "linkedin").requests().get(0).json())
                .doesNotContain("taken-over");
        for (String field : List.of("id", "group")) {
            Map<String, Object> update = post("linkedin", p -> p.put(field, "taken-over"));
            assertThatThrownBy(() -> plan(call(update), "linkedin"))
                    .hasMessageContaining(field + " is not known");
        }
    }

    @Test
    void splits_what_would_be_more_than_postiz_reads() {
        Map<String, Object> large =
                post("listmonk", p -> p.put("postsAndComments", "ü".repeat(20_000)));
        SchedulePlan plan = plan(call(large, large, large, large, large), "listmonk");
        assertThat(plan.requests()).hasSize(3);
        assertThat(plan.requests())
                .allSatisfy(
                        request ->
                                assertThat(request.json().getBytes(StandardCharsets.UTF_8).length)
                                        .isLessThan(102_400));
    }

    private static void now(Map<String, Object> post) {
        post.put("type", "now");
        post.remove("date");
    }
}
