package org.postizgateway.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** Whoever watches a resource is told when a route says that it changed. */
class ResourceSubscriptionTest {

    private static final String UPDATED = "notifications/resources/updated";

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes -> routes.from("direct:a").to("mcp-client:updated?resourceUri=test://a"),
                    routes ->
                            routes.from("direct:days")
                                    .to("mcp-client:updated?resourceUri=RAW(test://day/{day})"),
                    routes ->
                            routes.from("direct:b").to("mcp-client:updated?resourceUri=test://b"));

    @Test
    void a_session_is_told_from_subscribe_to_unsubscribe() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);
        try (MessageStream listening = peer.listen()) {
            change("a");
            assertThat(peer.result("resources/subscribe", Map.of("uri", "test://a"))).isEmpty();
            assertThat(peer.result("resources/subscribe", Map.of("uri", "test://b"))).isEmpty();
            change("a");
            assertThat(peer.result("resources/unsubscribe", Map.of("uri", "test://a"))).isEmpty();
            change("a");
            change("b");
            peer.end();

            assertThat(listening.toEnd())
                    .extracting(message -> message.get("params"))
                    .containsExactly(Map.of("uri", "test://a"), Map.of("uri", "test://b"));
        }
    }

    @Test
    void a_subscription_is_told_of_the_resources_that_it_names() throws Exception {
        try (MessageStream listening = listen(List.of("test://b"))) {
            assertThat(listening.params("notifications/subscriptions/acknowledged"))
                    .containsEntry(
                            "notifications", Map.of("resourceSubscriptions", List.of("test://b")));

            change("a");
            change("b");

            assertThat(listening.params(UPDATED)).containsEntry("uri", "test://b");
        }
    }

    @Test
    void a_template_stands_for_all_that_it_describes() throws Exception {
        try (MessageStream listening = listen(List.of("test://night/1", "test://day/1"))) {
            listening.next();
            change("days");
            assertThat(listening.params(UPDATED)).containsEntry("uri", "test://day/1");
        }
    }

    @Test
    void one_session_watches_a_bounded_number_of_resources() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);
        for (int i = 0; i < 1000; i++) {
            peer.result("resources/subscribe", Map.of("uri", "test://" + i));
        }

        try (MessageStream answer =
                peer.call("resources/subscribe", Map.of("uri", "test://one-more"))) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
        assertThat(peer.result("resources/subscribe", Map.of("uri", "test://7"))).isEmpty();
    }

    @Test
    void one_subscription_watches_a_bounded_number_of_resources() throws Exception {
        List<String> uris = IntStream.range(0, 1001).mapToObj(i -> "test://" + i).toList();

        try (MessageStream few = listen(uris.subList(1, 1001));
                MessageStream many = listen(uris)) {
            assertThat(few.head().status()).isEqualTo(200);
            assertThat(many.error()).containsEntry("code", -32602);
        }
    }

    @Test
    void what_is_watched_is_of_bounded_length_in_all() throws Exception {
        List<String> uris =
                IntStream.range(0, 40).mapToObj(i -> "test://" + i + "x".repeat(1000)).toList();

        try (MessageStream answer = listen(uris)) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    @Test
    void what_is_watched_has_a_URI_of_bounded_length() throws Exception {
        String uri = "test://" + "x".repeat(2048);

        try (MessageStream session =
                        HandshakePeer.begin(SERVER)
                                .call("resources/subscribe", Map.of("uri", uri));
                MessageStream stateless = listen(List.of(uri))) {
            assertThat(session.error()).containsEntry("code", -32602);
            assertThat(stateless.error()).containsEntry("code", -32602);
        }
    }

    private static MessageStream listen(List<String> uris) throws Exception {
        return StatelessPeer.of(SERVER)
                .call(
                        "subscriptions/listen",
                        Map.of("notifications", Map.of("resourceSubscriptions", uris)));
    }

    private static void change(String name) throws Exception {
        try (var template = SERVER.context().createProducerTemplate()) {
            template.sendBody("direct:" + name, "");
        }
    }
}
