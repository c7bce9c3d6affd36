package org.postizgateway.postiz.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** A route asks what became of a create and gets an answer in the words of the ledger. */
class PostReconciliationTest {

    private static final Instant SENT = Instant.parse("2026-12-01T12:00:00Z");

    private final PostReconciliation reconciliation =
            new PostReconciliation(
                    new PostReconciler(), Clock.fixed(SENT.plusSeconds(2), ZoneOffset.UTC));
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void looks_around_the_planned_minute() {
        ask(List.of());

        assertThat(exchange.getMessage().getHeader("startDate", String.class))
                .startsWith("2026-12-15T08:58");
        assertThat(exchange.getMessage().getHeader("endDate", String.class))
                .startsWith("2026-12-15T11:02");
    }

    @Test
    void finds_what_was_created() {
        assertThat(answer(List.of(), listed("p1", "c1"), listed("p2", "c2")))
                .containsEntry("outcome", "created")
                .containsEntry(
                        "result",
                        List.of(
                                Map.of("postId", "p1", "integration", "c1"),
                                Map.of("postId", "p2", "integration", "c2")));
    }

    @Test
    void names_the_posts_that_are_missing() {
        assertThat(answer(List.of(), listed("p2", "c2")))
                .containsEntry("outcome", "partly_created")
                .containsEntry(
                        "result",
                        List.of(
                                Map.of("postId", "", "integration", "c1"),
                                Map.of("postId", "p2", "integration", "c2")));
    }

    @Test
    void does_not_take_the_posts_of_another_create_for_these() {
        List<Object> others = List.of(Map.of("postId", "p1"), Map.of("postId", "p2"));

        assertThat(answer(others, listed("p1", "c1"), listed("p2", "c2")))
                .containsEntry("outcome", "not_created");
    }

    private Map<String, Object> answer(List<Object> others, Map<?, ?>... listed) {
        ask(others);
        exchange.getMessage().setBody(Map.of("posts", List.of(listed)));
        return reconciliation.outcome(exchange);
    }

    private void ask(List<Object> others) {
        exchange.getMessage()
                .setBody(
                        Map.of(
                                "request",
                                Map.of(
                                        "type",
                                        "schedule",
                                        "date",
                                        "2026-12-15T10:00:00.000Z",
                                        "posts",
                                        List.of(planned("c1"), planned("c2"))),
                                "sentAt",
                                SENT.toString(),
                                "otherResults",
                                others));
        reconciliation.window(exchange);
    }

    private static Map<String, Object> planned(String channel) {
        return Map.of(
                "integration",
                Map.of("id", channel),
                "value",
                List.of(Map.of("content", "<p>Hello</p>", "image", List.of())));
    }

    private static Map<String, Object> listed(String id, String channel) {
        return Map.of(
                "id",
                id,
                "content",
                "<p>Hello</p>",
                "publishDate",
                "2026-12-15T10:00:00.000Z",
                "state",
                "QUEUE",
                "integration",
                Map.of("id", channel));
    }
}
