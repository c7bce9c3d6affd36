package org.postizgateway.mcp.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A caller who closes one direction of its connection leaves nothing behind. */
class HalfClosedTest {

    private final CountDownLatch entered = new CountDownLatch(1);

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:wait?description=x&readOnlyHint=true")
                                    .process(e -> entered.countDown())
                                    .process(e -> new CountDownLatch(1).await()));

    @Test
    void a_call_in_progress_counts_as_left() throws Exception {
        HttpRequest request =
                StatelessPeer.of(server).request(1, "tools/call", Map.of("name", "wait"));
        try (HttpConnection call = new HttpConnection(server.port()).send(request)) {
            entered.await();

            call.finishSending();

            assertThat(call.statusIfAny()).isEmpty();
            awaitNothingInFlight();
        }
    }

    @Test
    void a_request_that_never_gets_complete_is_dropped() throws Exception {
        try (HttpConnection call = new HttpConnection(server.port())) {
            call.send(HttpRequest.post("{\"jsonrpc\":").with("Content-Length", "1000"));

            call.finishSending();

            assertThat(call.statusIfAny().orElse(400)).isEqualTo(400);
            awaitNothingInFlight();
        }
    }

    private void awaitNothingInFlight() {
        await().until(() -> server.context().getInflightRepository().size() == 0);
    }
}
