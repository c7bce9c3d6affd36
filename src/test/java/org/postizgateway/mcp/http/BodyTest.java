package org.postizgateway.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.http.body.BodyLimits;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;

/** Bodies in memory are bounded in bytes, per caller and in all, and in the time they take. */
class BodyTest {

    private static final int SHARE = 100_000;
    private static final HttpRequest PING =
            HttpRequest.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
    private static final HttpRequest UNFINISHED =
            HttpRequest.post("{").with("Content-Length", "" + SHARE);

    @Test
    void a_caller_whose_bodies_never_end_uses_up_its_own_share_alone() throws Exception {
        try (McpTestServer server = server(SHARE, 10 * SHARE, Duration.ofMinutes(5));
                HttpConnection unfinished = new HttpConnection(server.port())) {
            unfinished.send(from("greedy", UNFINISHED));
            await().untilAsserted(
                            () ->
                                    assertThat(send(server, from("greedy", PING)).status())
                                            .isEqualTo(429));

            HttpReply refused = send(server, from("greedy", PING));
            assertThat(refused.header("Retry-After")).contains("1");
            assertThat(refused.errorMessage()).contains("your share");
            assertThat(send(server, from("good", PING)).status()).isEqualTo(200);
            assertThat(server.exceeded()).contains("caller-body-bytes");
        }
    }

    @Test
    void all_callers_together_are_bounded_too() throws Exception {
        try (McpTestServer server = server(SHARE, 3 * SHARE, Duration.ofMinutes(5))) {
            List<HttpConnection> unfinished = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                unfinished.add(
                        new HttpConnection(server.port()).send(from("caller " + i, UNFINISHED)));
            }
            await().untilAsserted(
                            () -> {
                                HttpReply reply = send(server, from("good", PING));
                                assertThat(reply.status()).isEqualTo(503);
                                assertThat(reply.header("Retry-After")).contains("1");
                            });

            for (HttpConnection connection : unfinished) {
                connection.close();
            }
            await().untilAsserted(
                            () ->
                                    assertThat(send(server, from("good", PING)).status())
                                            .isEqualTo(200));
            assertThat(server.exceeded()).contains("body-bytes");
        }
    }

    @Test
    void chunks_are_counted_as_they_come() throws Exception {
        HttpRequest chunks =
                HttpRequest.post(("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(2))
                        .with("Transfer-Encoding", "chunked");
        try (McpTestServer server = server(SHARE, 10 * SHARE, Duration.ofMinutes(5))) {
            HttpReply reply = send(server, from("greedy", chunks));

            assertThat(reply.status()).isEqualTo(413);
            assertThat(send(server, from("greedy", PING)).status()).isEqualTo(200);
        }
    }

    @Test
    void a_body_that_does_not_come_is_408_and_gives_its_share_back() throws Exception {
        try (McpTestServer server = server(SHARE, SHARE, Duration.ofMillis(300));
                HttpConnection unfinished = new HttpConnection(server.port())) {
            String answer = unfinished.send(UNFINISHED).toEnd();

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("did not come within");
            assertThat(server.exceeded()).contains("body-time");
            assertThat(send(server, from("good", PING)).status()).isEqualTo(200);
        }
    }

    @Test
    void one_who_asks_first_is_told_before_the_body_is_sent() throws Exception {
        HttpRequest tooLong =
                HttpRequest.post("")
                        .with("Expect", "100-continue")
                        .with("Content-Length", "" + (SHARE + 1));
        try (McpTestServer server = server(SHARE, SHARE, Duration.ofMinutes(5));
                HttpConnection asking = new HttpConnection(server.port())) {
            assertThat(send(server, tooLong).status()).isEqualTo(413);

            asking.send(
                    HttpRequest.post("")
                            .with("Expect", "100-continue")
                            .with("Content-Length", "" + PING.body().length));
            assertThat(asking.statusIfAny()).contains(100);
            assertThat(asking.send(PING.body()).reply().status()).isEqualTo(200);
        }
    }

    @Test
    void a_route_that_begins_with_the_body_has_it() throws Exception {
        try (McpTestServer server =
                McpTestServer.serving(
                        routes ->
                                routes.from("platform-http:/echo")
                                        .setBody(routes.simple("got ${body}")))) {
            assertThat(send(server, PING.to("/echo")).body()).isEqualTo("got " + text(PING));
        }
    }

    private static String text(HttpRequest request) {
        return new String(request.body());
    }

    private static HttpRequest from(String caller, HttpRequest request) {
        return request.with(McpTestServer.CALLER, caller);
    }

    private static HttpReply send(McpTestServer server, HttpRequest request) throws Exception {
        return HttpConnection.exchange(server.port(), request);
    }

    private static McpTestServer server(long perCaller, long inAll, Duration time) {
        return McpTestServer.within(
                new HttpLimits(
                        false,
                        HttpLimits.standard().connections(),
                        new BodyLimits(SHARE, perCaller, inAll, time)));
    }
}
