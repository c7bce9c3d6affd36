package org.postizgateway.mcp.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.LogCapture;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.http.HttpLimits;
import org.postizgateway.mcp.wire.HttpConnection;

/** HTTP/2 without TLS is spoken where it is asked for, and then served like any other. */
class Http2Test {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String WAIT =
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"}}";

    private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();
    private final CountDownLatch entered = new CountDownLatch(1);

    @AutoClose
    private final McpTestServer server =
            McpTestServer.within(
                    withHttp2(),
                    routes ->
                            routes.from("ai-tool:wait?description=x&readOnlyHint=true")
                                    .process(e -> entered.countDown())
                                    .process(e -> new CountDownLatch(1).await()));

    private static HttpLimits withHttp2() {
        HttpLimits limits = McpTestServer.limits();
        return new HttpLimits(true, limits.connections(), limits.bodies());
    }

    @Test
    void a_request_is_answered() throws Exception {
        HttpResponse<String> answer = client.send(post(PING), BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        assertThat(answer.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    }

    @Test
    void a_call_whose_stream_is_reset_counts_as_left_while_the_connection_goes_on()
            throws Exception {
        client.send(post(PING), BodyHandlers.ofString());
        CompletableFuture<HttpResponse<String>> call =
                client.sendAsync(post(WAIT), BodyHandlers.ofString());
        entered.await();

        call.cancel(true);

        await().until(() -> server.context().getInflightRepository().size() == 0);
        assertThat(client.send(post(PING), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void resets_are_no_errors() throws Exception {
        try (LogCapture log = LogCapture.errors()) {
            client.send(post(PING), BodyHandlers.ofString());
            for (int i = 0; i < 50; i++) {
                client.sendAsync(post(PING), BodyHandlers.ofString()).cancel(true);
            }
            assertThat(client.send(post(PING), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void unless_it_is_asked_for_an_upgrade_is_ignored() throws Exception {
        try (McpTestServer plain = McpTestServer.serving()) {
            HttpResponse<String> answer = client.send(post(plain, PING), BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(Version.HTTP_1_1);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void unless_it_is_asked_for_prior_knowledge_of_it_is_refused() throws Exception {
        try (McpTestServer plain = McpTestServer.serving();
                HttpConnection connection = new HttpConnection(plain.port())) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));

            assertThat(connection.toEnd()).startsWith("HTTP/1.1 505 ").contains("HTTP/1.1");
        }
    }

    private HttpRequest post(String body) {
        return post(server, body);
    }

    private static HttpRequest post(McpTestServer server, String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/mcp"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
