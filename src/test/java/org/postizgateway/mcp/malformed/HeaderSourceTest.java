package org.postizgateway.mcp.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A header is what the request says once in its head; nothing else passes for one. */
class HeaderSourceTest {

    @AutoClose private static final McpTestServer SERVER = McpTestServer.serving();

    @Test
    void a_query_parameter_is_no_header() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);

        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(),
                        HttpRequest.of("DELETE").to("/mcp?Mcp-Session-Id=" + peer.sessionId()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(peer.end().status()).isEqualTo(204);
    }

    @Test
    void a_header_cannot_take_the_place_of_what_Camel_knows_of_the_request() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);

        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(),
                        peer.post(HandshakePeer.request(1, "ping", Map.of()))
                                .with("CamelHttpMethod", "DELETE")
                                .with("CamelHttpResponseCode", "500"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(peer.end().status()).isEqualTo(204);
    }

    @Test
    void a_header_that_comes_twice_matches_nothing() throws Exception {
        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(),
                        StatelessPeer.of(SERVER)
                                .request(1, "tools/list", Map.of())
                                .adding("Mcp-Method", "tools/call"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32020);
    }

    @Test
    void headers_of_the_request_do_not_come_back() throws Exception {
        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(),
                        HttpRequest.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                                .with("Authorization", "Bearer secret")
                                .with("X-Own", "secret"));

        assertThat(reply.headers().toString() + reply.body()).doesNotContain("secret");
    }
}
