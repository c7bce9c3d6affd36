package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A person who can be asked is asked before a post is deleted, in every revision. */
class DeletePostQuestionTest extends LifeTest {

    private static final Map<String, Object> CAN_BE_ASKED = Map.of("elicitation", Map.of());

    private String id;
    private int port;

    @BeforeEach
    void schedule() throws Exception {
        id = schedule(in(60), "In question");
        port = camel.hasService(VertxPlatformHttpServer.class).getPort();
    }

    @ParameterizedTest
    @CsvSource({"accept, true, 0", "accept, false, 1", "decline, , 1"})
    void in_a_session(String action, Boolean delete, int left) throws Exception {
        HttpReply begun =
                HttpConnection.exchange(
                        port,
                        knocking(
                                HttpRequest.post(
                                        Json.write(
                                                HandshakePeer.request(
                                                        0,
                                                        "initialize",
                                                        HandshakePeer.initialize(CAN_BE_ASKED))))));
        HandshakePeer peer =
                new HandshakePeer(
                        port, Optional.empty(), begun.header(HandshakePeer.SESSION).orElseThrow());

        try (MessageStream answer =
                MessageStream.of(
                        port,
                        knocking(peer.post(HandshakePeer.request(1, "tools/call", call()))))) {
            Map<String, Object> question = answer.next();
            assertThat(question.toString())
                    .contains(
                            "elicitation/create",
                            "Delete from Postiz, for good, 1 post: waiting on");
            Map<String, Object> reply = new HashMap<>(Map.of("jsonrpc", "2.0"));
            reply.put("id", question.get("id"));
            reply.put("result", answer(action, delete));
            HttpConnection.exchange(port, knocking(peer.post(reply)));
            assertThat(answer.result().get("isError")).isEqualTo(left == 1);
        }

        assertThat(SANDBOX.posts().all()).hasSize(left);
    }

    @Test
    void without_a_session() throws Exception {
        StatelessPeer peer =
                new StatelessPeer(
                        port,
                        Optional.empty(),
                        Map.of(StatelessPeer.META_CAPABILITIES, CAN_BE_ASKED));
        Map<String, Object> asked = result(peer, call());
        assertThat(asked.toString()).contains("elicitation/create");
        assertThat(SANDBOX.posts().all()).hasSize(1);

        Map<String, Object> again = new HashMap<>(call());
        String key = ((Map<?, ?>) asked.get("inputRequests")).keySet().iterator().next().toString();
        again.put("inputResponses", Map.of(key, answer("accept", true)));
        again.put("requestState", asked.get("requestState"));
        Map<String, Object> done = result(peer, again);

        assertThat(done.toString()).contains("deleted");
        assertThat(SANDBOX.posts().all()).isEmpty();
    }

    private Map<String, Object> call() {
        return Map.of(
                "name", "deletePostTool", "arguments", Map.of("ids", List.of(id), "confirm", 1));
    }

    private static Map<String, Object> answer(String action, Boolean delete) {
        return delete == null
                ? Map.of("action", action)
                : Map.of("action", action, "content", Map.of("delete", delete));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> result(StatelessPeer peer, Map<String, Object> params)
            throws Exception {
        HttpReply reply =
                HttpConnection.exchange(port, knocking(peer.request(1, "tools/call", params)));
        return (Map<String, Object>) reply.json().get("result");
    }

    private static HttpRequest knocking(HttpRequest request) {
        return request.with("Authorization", "Bearer sandbox-key");
    }
}
