package org.postizgateway.mcp.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpClient;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A caller who does not read is cut off; nothing is gathered for it without bound. */
class SlowReaderTest {

    private static final String KILOBYTES_64 = "x".repeat(1 << 16);
    private static final int MOST_MESSAGES = 2_000;
    private static final int LARGE = 100 << 16;
    private static final int MOST_UNSENT = 32 << 20;

    /** More than enough, whatever the kernel keeps of what is sent to each. */
    private static final int READERS = 40;

    private final CompletableFuture<Integer> sentBeforeCutOff = new CompletableFuture<>();

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes -> routes.from("ai-tool:flood?description=x").process(this::flood),
                    routes ->
                            routes.from("ai-tool:large?description=x")
                                    .setBody(routes.constant(KILOBYTES_64.repeat(LARGE >> 16))));

    @Test
    void one_who_reads_nothing_is_cut_off() throws Exception {
        HttpRequest request =
                StatelessPeer.of(server)
                        .with(StatelessPeer.META_LOG_LEVEL, "info")
                        .request(1, "tools/call", Map.of("name", "flood"));
        try (HttpConnection call = new HttpConnection(server.port()).send(request)) {
            assertThat(sentBeforeCutOff.get(20, TimeUnit.SECONDS)).isLessThan(MOST_MESSAGES);
        }
    }

    @Test
    void a_large_result_reaches_one_who_reads_late() throws Exception {
        HttpRequest request =
                StatelessPeer.of(server)
                        .request(1, "tools/call", Map.of("name", "large"))
                        .with("Accept", "text/event-stream");
        try (MessageStream call = MessageStream.of(server.port(), request)) {
            assertThat(call.result().toString()).hasSizeGreaterThan(LARGE);
        }
    }

    @Test
    void of_many_who_read_nothing_the_slowest_are_cut_off_and_one_who_reads_is_not()
            throws Exception {
        HttpRequest request =
                StatelessPeer.of(server).request(1, "tools/call", Map.of("name", "large"));
        List<HttpConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                HttpConnection reader = HttpConnection.narrow(server.port()).send(request);
                slow.add(reader);
                reader.firstByte();
            }
            assertThat(server.exceeded()).containsOnly("unsent");
            await().until(() -> server.unsentBytes() <= MOST_UNSENT);
            assertThat(HttpConnection.exchange(server.port(), request).body())
                    .hasSizeGreaterThan(LARGE);
        } finally {
            for (HttpConnection connection : slow) {
                connection.close();
            }
        }
    }

    private void flood(Exchange exchange) {
        McpClient caller = exchange.getProperty(McpConstants.CLIENT, McpClient.class);
        CompletableFuture<?> cancelled =
                exchange.getProperty(McpConstants.CANCELLATION, CompletionStage.class)
                        .toCompletableFuture();
        int sent = 0;
        while (!cancelled.isDone() && sent < MOST_MESSAGES) {
            caller.log("info", Map.of("data", KILOBYTES_64));
            sent++;
        }
        sentBeforeCutOff.complete(sent);
    }
}
