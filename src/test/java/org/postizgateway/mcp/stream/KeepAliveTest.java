package org.postizgateway.mcp.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** Comments keep a quiet stream from being taken for dead on the way. */
class KeepAliveTest {

    private final CountDownLatch gate = new CountDownLatch(1);

    @AutoClose
    private final McpTestServer server =
            McpTestServer.at(
                    "mcp-server:test?keepAliveInterval=100",
                    routes ->
                            routes.from("ai-tool:slow?description=x")
                                    .process(e -> gate.await())
                                    .setBody(routes.constant("done")));

    @Test
    void a_listening_stream_gets_them() throws Exception {
        try (MessageStream listening = HandshakePeer.begin(server).listen()) {
            assertThat(listening.comment()).isEqualTo("keep-alive");
            assertThat(listening.comment()).isEqualTo("keep-alive");
        }
    }

    @Test
    void a_subscription_gets_them() throws Exception {
        try (MessageStream listening =
                StatelessPeer.of(server)
                        .call("subscriptions/listen", Map.of("notifications", Map.of()))) {
            assertThat(listening.comment()).isEqualTo("keep-alive");
            assertThat(listening.comment()).isEqualTo("keep-alive");
        }
    }

    @Test
    void a_call_that_takes_its_time_becomes_a_stream_for_them() throws Exception {
        try (MessageStream handshake = HandshakePeer.begin(server).callTool("slow", Map.of());
                MessageStream stateless = StatelessPeer.of(server).callTool("slow", Map.of())) {
            assertThat(handshake.comment()).isEqualTo("keep-alive");
            assertThat(stateless.comment()).isEqualTo("keep-alive");
            gate.countDown();

            assertThat(handshake.result().toString()).contains("done");
            assertThat(stateless.result().toString()).contains("done");
            assertThat(handshake.toEnd()).isEmpty();
            assertThat(stateless.toEnd()).isEmpty();
        }
    }

    @Test
    void a_caller_who_takes_only_JSON_gets_none() throws Exception {
        HttpRequest request =
                StatelessPeer.of(server)
                        .request(1, "tools/call", Map.of("name", "slow"))
                        .with("Accept", "application/json");
        try (HttpConnection call = new HttpConnection(server.port()).send(request);
                MessageStream other = StatelessPeer.of(server).callTool("slow", Map.of())) {
            other.comment();
            other.comment();
            gate.countDown();
            HttpReply reply = call.reply();

            assertThat(reply.header("Content-Type")).contains("application/json");
            assertThat(reply.body()).startsWith("{").contains("done");
        }
    }
}
