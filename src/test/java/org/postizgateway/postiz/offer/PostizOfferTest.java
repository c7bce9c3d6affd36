package org.postizgateway.postiz.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.postizgateway.TestClock;

class PostizOfferTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-11-28T10:00:00Z"));
    private final PostizOffer offer = new PostizOffer(KnownTools.load(), clock);

    private final List<Map<String, Object>> tools = new ArrayList<>();

    PostizOfferTest() {
        tool("triggerTool", "integrationId", "methodName", "dataSchema");
        tool("integrationSchema", "isPremium", "platform");
        tool("generateVideoOptions", "reasoning");
        tool("generateVideoTool", "identifier", "output", "customParams");
        tool("generateImageTool", "prompt");
        tool("uploadFromUrlTool", "url");
    }

    private void tool(String name, String... arguments) {
        Map<String, Object> properties =
                Set.of(arguments).stream()
                        .collect(java.util.stream.Collectors.toMap(one -> one, one -> Map.of()));
        tools.removeIf(tool -> name.equals(tool.get("name")));
        tools.add(Map.of("name", name, "inputSchema", Map.of("properties", properties)));
    }

    private void learn() {
        offer.learn(Map.of("result", Map.of("tools", tools)));
    }

    private ToolDifference difference() {
        return offer.difference().orElseThrow();
    }

    @Test
    void the_oldest_postiz_is_assumed_until_it_has_answered() {
        assertThat(offer.hasVideoJobs()).isFalse();
        assertThat(offer.difference()).isEmpty();
        assertThat(offer.isDue()).isTrue();
        assertThat(offer.isDue()).as("others ask too, as they need to know").isTrue();
    }

    @Test
    void it_is_asked_once_a_day() {
        learn();
        assertThat(offer.isDue()).isFalse();

        clock.pass(Duration.ofHours(25));

        assertThat(offer.isDue()).isTrue();
        assertThat(offer.isDue()).as("one asks, the others go on with what is known").isFalse();
    }

    @Test
    void a_postiz_that_cannot_be_asked_is_left_alone_for_a_while() {
        learn();
        clock.pass(Duration.ofHours(25));
        offer.missed();

        assertThat(offer.isDue()).isFalse();
        assertThat(offer.difference()).as("what was known stays known").isPresent();
        clock.pass(Duration.ofMinutes(6));
        assertThat(offer.isDue()).isTrue();
    }

    @Test
    void what_postiz_does_not_know_has_it_asked_again() {
        learn();
        offer.reconsider(new IOException("reset"));
        offer.reconsider(failed(404, "{\"message\":\"Post not found\"}"));
        assertThat(offer.isDue()).isFalse();

        offer.reconsider(new RuntimeException(failed(404, "{\"message\":\"Cannot GET /x\"}")));
        assertThat(offer.isDue()).isTrue();
    }

    private static HttpOperationFailedException failed(int status, String body) {
        return new HttpOperationFailedException("http://h", status, "", "", Map.of(), body);
    }

    @Test
    void videos_are_jobs_where_their_status_can_be_asked_for() {
        learn();
        assertThat(offer.hasVideoJobs()).isFalse();
        assertThat(difference().isEmpty()).isTrue();

        tool("videoStatusTool", "jobId");
        learn();

        assertThat(offer.hasVideoJobs()).isTrue();
        assertThat(difference().isEmpty()).isTrue();
    }

    @Test
    void the_difference_to_what_is_known_is_named() {
        tool("teleportTool", "where");
        tool("generateImageTool", "prompt", "style");
        tool("uploadFromUrlTool", "address");
        tools.removeIf(tool -> "triggerTool".equals(tool.get("name")));
        learn();

        assertThat(difference().unknown()).containsExactly("teleportTool");
        assertThat(difference().missing()).containsExactly("triggerTool");
        assertThat(difference().newArguments())
                .isEqualTo(
                        Map.of(
                                "generateImageTool", Set.of("style"),
                                "uploadFromUrlTool", Set.of("address")));
        assertThat(difference().lostArguments())
                .isEqualTo(Map.of("uploadFromUrlTool", Set.of("url")));
    }

    @Test
    void a_list_in_another_shape_breaks_nothing() {
        offer.learn(
                Map.of(
                        "result",
                        Map.of("tools", List.of("x", Map.of("name", 5), Map.of("name", "y")))));
        assertThat(difference().unknown()).containsExactly("y");

        offer.learn(Map.of("result", Map.of("tools", "none")));
        assertThat(difference().missing()).contains("triggerTool");
    }
}
