package org.postizgateway.postiz.preflight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postizgateway.postiz.preflight.Calls.call;
import static org.postizgateway.postiz.preflight.Calls.channels;
import static org.postizgateway.postiz.preflight.Calls.post;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.postiz.preflight.Calls;
import org.postizgateway.postiz.preflight.PostPreflight;
import org.postizgateway.postiz.preflight.post.SchedulePlan;

class SubredditsTest {

    private final PostPreflight preflight = Calls.preflight();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test",
                "r/test",
                "/r/test",
                "/r/test/",
                "https://www.reddit.com/r/test/",
                " r/test "
            })
    void are_sent_as_a_path(String name) {
        assertThat(
                        preflight
                                .plan(
                                        call(reddit(Map.of("subreddit", name))),
                                        List.of(),
                                        channels("reddit"),
                                        List.of(""))
                                .requests()
                                .get(0)
                                .json())
                .contains("\"subreddit\":\"/r/test\"");
    }

    @Test
    void are_asked_what_they_allow() {
        assertThat(preflight.questions(call(reddit(Map.of())), channels("reddit")))
                .containsExactly(
                        new Question("id-reddit", "restrictions", Map.of("subreddit", "/r/test")));
    }

    @Test
    void that_do_not_allow_the_type_keep_the_post_back() {
        assertThatThrownBy(() -> plan(Map.of(), Map.of("allow", List.of("link", "media"))))
                .hasMessageContaining(
                        "settings.subreddit[0].value.type must be one of link, media in /r/test");
    }

    @Test
    void that_want_a_flair_get_one_of_theirs() {
        Map<String, Object> rules =
                Map.of(
                        "is_flair_required",
                        true,
                        "flairs",
                        List.of(Map.of("id", "f1", "name", "News")));
        assertThatThrownBy(() -> plan(Map.of(), rules))
                .hasMessageContaining("flair is required in /r/test")
                .hasMessageContaining("News (f1)");
        assertThatThrownBy(() -> plan(flair("f2"), rules))
                .hasMessageContaining("flair is none of /r/test");
        assertThat(plan(flair("f1"), rules).requests()).hasSize(1);
    }

    @Test
    void that_cannot_be_asked_keep_nothing_back() {
        assertThat(plan(Map.of(), Map.of()).requests().get(0).posts().get(0).notices())
                .singleElement()
                .asString()
                .contains("/r/test could not be checked");
    }

    private SchedulePlan plan(Map<String, Object> entry, Map<String, Object> rules) {
        return preflight.plan(
                call(reddit(entry)),
                List.of(),
                channels("reddit"),
                List.of(Map.of("output", rules)));
    }

    private static Map<String, Object> flair(String id) {
        return Map.of("is_flair_required", true, "flair", Map.of("id", id, "name", "News"));
    }

    private static Map<String, Object> reddit(Map<String, Object> changes) {
        Map<String, Object> entry =
                new HashMap<>(
                        Map.of(
                                "subreddit", "/r/test",
                                "title", "Hello there",
                                "type", "self",
                                "is_flair_required", false));
        entry.putAll(changes);
        return post(
                "reddit",
                p -> p.put("settings", Map.of("subreddit", List.of(Map.of("value", entry)))));
    }
}
