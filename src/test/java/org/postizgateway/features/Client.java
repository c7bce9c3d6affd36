package org.postizgateway.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A client with a key of Postiz, which speaks both protocol eras at the door {@code /mcp}. */
record Client(int port, String apiKey) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final StatelessPeer STATELESS =
            new StatelessPeer(
                    0, Optional.empty(), Map.of(StatelessPeer.META_CAPABILITIES, Map.of()));

    /** Sends a request of the revision without sessions and leaves its answer to be read. */
    MessageStream call(String method, Map<String, Object> params) throws IOException {
        return MessageStream.of(port, mine(STATELESS.request(1, method, params)));
    }

    Map<String, Object> result(String method, Map<String, Object> params) throws IOException {
        try (MessageStream answer = call(method, params)) {
            return answer.result();
        }
    }

    /** Code and message of the error with which a request fails. */
    String error(String method, Map<String, Object> params) throws IOException {
        try (MessageStream answer = call(method, params)) {
            Map<String, Object> error = answer.error();
            return error.get("code") + " " + error.get("message");
        }
    }

    /** The JSON that a resource holds. */
    JsonNode read(String uri) throws IOException {
        return json(result("resources/read", Map.of("uri", uri)), uri);
    }

    String unreadable(String uri) throws IOException {
        return error("resources/read", Map.of("uri", uri));
    }

    /** The values that complete an argument. */
    Object complete(String kind, String named, String argument, String typed) throws IOException {
        Map<String, Object> ref =
                Map.of("type", "ref/" + kind, kind.equals("prompt") ? "name" : "uri", named);
        Map<String, Object> params =
                Map.of("ref", ref, "argument", Map.of("name", argument, "value", typed));
        Map<?, ?> completion = (Map<?, ?>) result("completion/complete", params).get("completion");
        return completion.get("values");
    }

    /** A session of the revisions before. */
    Session begin() throws IOException {
        HttpRequest initialize =
                HttpRequest.post(
                        Json.write(
                                HandshakePeer.request(
                                        0, "initialize", HandshakePeer.initialize(Map.of()))));
        String id =
                HttpConnection.exchange(port, mine(initialize))
                        .header(HandshakePeer.SESSION)
                        .orElseThrow();
        return new Session(this, new HandshakePeer(port, Optional.empty(), id));
    }

    private HttpRequest mine(HttpRequest request) {
        return request.with("Authorization", "Bearer " + apiKey);
    }

    private static JsonNode json(Map<String, Object> result, String uri) throws IOException {
        Map<?, ?> content = (Map<?, ?>) ((List<?>) result.get("contents")).get(0);
        if (!uri.equals(content.get("uri"))
                || !"application/json".equals(content.get("mimeType"))) {
            throw new AssertionError(result);
        }
        return JSON.readTree((String) content.get("text"));
    }

    /** A client in a session. */
    record Session(Client client, HandshakePeer peer) {

        Map<String, Object> result(String method, Map<String, Object> params) throws IOException {
            HttpRequest request = peer.post(HandshakePeer.request(1, method, params));
            try (MessageStream answer = MessageStream.of(peer.port(), client.mine(request))) {
                return answer.result();
            }
        }

        JsonNode read(String uri) throws IOException {
            return json(result("resources/read", Map.of("uri", uri)), uri);
        }

        /** The stream on which the server speaks first. */
        MessageStream listen() throws IOException {
            MessageStream listening =
                    MessageStream.of(peer.port(), client.mine(peer.ours(HttpRequest.of("GET"))));
            listening.comment();
            return listening;
        }

        void end() throws IOException {
            HttpConnection.exchange(peer.port(), client.mine(peer.ours(HttpRequest.of("DELETE"))));
        }
    }
}
