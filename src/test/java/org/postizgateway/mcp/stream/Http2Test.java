package org.postizgateway.mcp.stream;

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
import org.postizgateway.mcp.McpTestServer;

/** Clients that upgrade to HTTP/2, as those in Java do by themselves, are served like any other. */
class Http2Test {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String WAIT =
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"}}";

    private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();
    private final CountDownLatch entered = new CountDownLatch(1);

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:wait?description=x&readOnlyHint=true")
                                    .process(e -> entered.countDown())
                                    .process(e -> new CountDownLatch(1).await()));

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

    private HttpRequest post(String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/mcp"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
