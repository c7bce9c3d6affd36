package org.postizgateway.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.http.body.BodyLimits;
import org.postizgateway.mcp.http.connection.ConnectionLimits;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;

/**
 * Connections are bounded in number per address and in all, and in the time that they do nothing.
 */
class ConnectionTest {

    private static final HttpRequest PING =
            HttpRequest.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void one_that_sends_no_whole_head_is_closed() throws Exception {
        try (McpTestServer server = server(100, 100, SHORT, LONG, LONG);
                HttpConnection silent = new HttpConnection(server.port());
                HttpConnection halting = new HttpConnection(server.port())) {
            halting.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\n".getBytes());

            assertThat(silent.toEnd()).isEmpty();
            assertThat(halting.toEnd()).isEmpty();
            assertThat(server.exceeded()).containsOnly("head");
        }
    }

    @Test
    void one_that_dribbles_a_later_head_is_closed_too() throws Exception {
        try (McpTestServer server = server(100, 100, SHORT, LONG, LONG);
                HttpConnection connection = new HttpConnection(server.port())) {
            assertThat(connection.send(PING).reply().status()).isEqualTo(200);
            connection.send("POST /mcp HT".getBytes());

            assertThat(connection.toEnd()).isEmpty();
        }
    }

    @Test
    void one_that_waits_too_long_between_requests_is_closed() throws Exception {
        try (McpTestServer server = server(100, 100, LONG, SHORT, LONG);
                HttpConnection connection = new HttpConnection(server.port())) {
            assertThat(connection.send(PING).reply().status()).isEqualTo(200);

            assertThat(connection.toEnd()).isEmpty();
            assertThat(server.exceeded()).isEmpty();
        }
    }

    @Test
    void a_call_that_takes_longer_than_any_of_these_is_answered() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (McpTestServer server =
                        server(
                                100,
                                100,
                                SHORT,
                                SHORT,
                                SHORT,
                                routes ->
                                        routes.from("platform-http:/slow")
                                                .process(e -> gate.await())
                                                .setBody(routes.constant("done")));
                HttpConnection connection = new HttpConnection(server.port())) {
            connection.send(HttpRequest.of("GET").to("/slow"));
            Thread.sleep(SHORT.toMillis() * 4);
            gate.countDown();

            assertThat(connection.reply().body()).isEqualTo("done");
        }
    }

    @Test
    void one_address_too_many_takes_the_place_of_its_own_oldest_idle_one() throws Exception {
        try (McpTestServer server = server(100, 3, LONG, LONG, LONG);
                HttpConnection other = new HttpConnection("127.0.0.9", server.port());
                HttpConnection first = new HttpConnection(server.port());
                HttpConnection second = new HttpConnection(server.port());
                HttpConnection third = new HttpConnection(server.port())) {
            for (HttpConnection open : List.of(other, first, second, third)) {
                assertThat(open.send(PING).reply().status()).isEqualTo(200);
            }
            assertThat(first.send(PING).reply().status()).isEqualTo(200);

            HttpReply reply = HttpConnection.exchange(server.port(), PING);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(second.toEnd()).as("the one that was idle for longest").isEmpty();
            assertThat(first.send(PING).reply().status()).isEqualTo(200);
            assertThat(third.send(PING).reply().status()).isEqualTo(200);
            assertThat(other.send(PING).reply().status()).isEqualTo(200);
        }
    }

    @Test
    void over_the_whole_bound_the_address_with_the_most_gives_one_up() throws Exception {
        try (McpTestServer server = server(6, 6, LONG, LONG, LONG);
                HttpConnection good = new HttpConnection("127.0.0.9", server.port())) {
            assertThat(good.send(PING).reply().status()).isEqualTo(200);
            List<HttpConnection> greedy = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                greedy.add(new HttpConnection(server.port()));
            }

            await().untilAsserted(() -> assertThat(server.connections()).isEqualTo(6));
            assertThat(good.send(PING).reply().status()).isEqualTo(200);
            for (HttpConnection connection : greedy) {
                connection.close();
            }
            await().untilAsserted(() -> assertThat(server.connections()).isEqualTo(1));
        }
    }

    @Test
    void when_none_is_idle_a_new_one_is_told_to_come_back() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (McpTestServer server =
                        server(
                                100,
                                1,
                                LONG,
                                LONG,
                                LONG,
                                routes ->
                                        routes.from("platform-http:/slow")
                                                .process(e -> gate.await())
                                                .setBody(routes.constant("done")));
                HttpConnection busy = new HttpConnection(server.port())) {
            busy.send(HttpRequest.of("GET").to("/slow"));
            await().until(() -> server.context().getInflightRepository().size() == 1);

            HttpReply reply = HttpConnection.exchange(server.port(), PING);
            gate.countDown();

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).contains("5");
            assertThat(reply.errorMessage()).contains("connections");
            assertThat(server.exceeded()).contains("connections");
            assertThat(busy.reply().body()).isEqualTo("done");
        }
    }

    @Test
    void one_that_sends_many_requests_ahead_is_closed() throws Exception {
        try (McpTestServer server = server(100, 100, LONG, LONG, LONG);
                HttpConnection connection = new HttpConnection(server.port())) {
            connection.send(PING.text().repeat(50).getBytes());
            connection.awaitHangUp();

            assertThat(server.exceeded()).contains("pipelined");
        }
    }

    @Test
    void one_that_takes_nothing_of_its_answer_is_closed() throws Exception {
        String large = "x".repeat(32 << 20);
        try (McpTestServer server =
                        server(
                                100,
                                100,
                                LONG,
                                LONG,
                                SHORT,
                                routes ->
                                        routes.from("platform-http:/large")
                                                .setBody(routes.constant(large)));
                HttpConnection connection = new HttpConnection(server.port())) {
            connection.send(HttpRequest.of("GET").to("/large"));

            await().untilAsserted(() -> assertThat(server.exceeded()).contains("stalled"));
            await().untilAsserted(() -> assertThat(server.connections()).isZero());
        }
    }

    private static McpTestServer server(
            int inAll,
            int perAddress,
            Duration head,
            Duration keepAlive,
            Duration stalled,
            org.apache.camel.builder.LambdaRouteBuilder... routes) {
        BodyLimits bodies = HttpLimits.standard().bodies();
        return McpTestServer.within(
                new HttpLimits(
                        false,
                        new ConnectionLimits(inAll, perAddress, head, keepAlive, stalled),
                        bodies),
                routes);
    }
}
