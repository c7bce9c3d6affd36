package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/** A request that is cancelled in a session ends the waiting, not what is paid for. */
class CancelledGenerationTest {

    private static final int ID = 7;
    private static final Map<String, Object> VIDEO =
            Map.of(
                    "identifier", "veo3",
                    "output", "vertical",
                    "customParams", List.of(Map.of("key", "prompt", "value", "cancelled")));

    private final PostizSandbox postiz =
            new PostizSandbox(
                    SandboxSettings.forTests()
                            .videosTake(Duration.ofSeconds(2))
                            .organizations(Tenant.seeds(1)));

    @Test
    void the_generation_goes_on_and_its_result_is_there_for_whoever_asks() throws Exception {
        postiz.start();
        String key = Tenant.of(postiz, 0).apiKey();
        try (postiz;
                Product product = Product.before(postiz, Map.of())) {
            HandshakePeer peer = begin(product.port(), key);
            String job;
            try (MessageStream waiting = MessageStream.of(product.port(), generate(peer, key))) {
                String told = (String) waiting.params("notifications/progress").get("message");
                job = told.replaceFirst(".*\\(job (\\S+)\\).*", "$1");
                notify(peer, key, "notifications/cancelled", Map.of("requestId", ID));
                assertThat(waiting.toEnd())
                        .noneMatch(message -> message.containsKey("result"))
                        .noneMatch(message -> message.containsKey("error"));
            }
            assertThat(postiz.media().all()).isEmpty();

            Caller agent = product.caller(key);
            await().atMost(Duration.ofSeconds(15)).until(() -> postiz.media().all().size() == 1);
            await().until(() -> product.ledger().everything().contains("DONE"));
            Answer again = agent.call("generateVideoTool", VIDEO);
            JsonNode status = agent.call("mediaJobStatus", Map.of("jobId", job)).structured();

            assertThat(again.structured().path("repeated").asBoolean()).isTrue();
            assertThat(status.path("status").asText()).isEqualTo("done");
            assertThat(status.at("/result/url")).isEqualTo(again.structured().path("url"));
            assertThat(postiz.requests().count(SideEffect.GENERATE_VIDEO.operation(postiz)))
                    .isOne();
        }
    }

    private static HandshakePeer begin(int port, String key) throws IOException {
        Map<String, Object> initialize =
                HandshakePeer.request(0, "initialize", HandshakePeer.initialize(Map.of()));
        HttpReply begun =
                HttpConnection.exchange(
                        port, authorized(HttpRequest.post(Json.write(initialize)), key));
        HandshakePeer peer =
                new HandshakePeer(
                        port, Optional.empty(), begun.header(HandshakePeer.SESSION).orElseThrow());
        notify(peer, key, "notifications/initialized", Map.of());
        return peer;
    }

    private static HttpRequest generate(HandshakePeer peer, String key) {
        Map<String, Object> call =
                Map.of(
                        "name",
                        "generateVideoTool",
                        "arguments",
                        VIDEO,
                        "_meta",
                        Map.of("progressToken", "p"));
        return authorized(peer.post(HandshakePeer.request(ID, "tools/call", call)), key);
    }

    private static void notify(
            HandshakePeer peer, String key, String method, Map<String, Object> params)
            throws IOException {
        Map<String, Object> message = Map.of("jsonrpc", "2.0", "method", method, "params", params);
        HttpReply reply = HttpConnection.exchange(peer.port(), authorized(peer.post(message), key));
        assertThat(reply.status()).isEqualTo(202);
    }

    private static HttpRequest authorized(HttpRequest request, String key) {
        return request.with("Authorization", "Bearer " + key);
    }
}
