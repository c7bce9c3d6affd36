package org.postizgateway.mcp.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A method that the caller's protocol revision does not have is "method not found". */
class UnknownMethodTest {

    @AutoClose private static final McpTestServer SERVER = McpTestServer.serving();

    @ParameterizedTest
    @ValueSource(
            strings = {"tools/destroy", "TOOLS/LIST", "server/discover", "subscriptions/listen"})
    void in_the_handshake_revisions_is_an_error_in_the_response(String method) throws Exception {
        try (MessageStream answer = HandshakePeer.begin(SERVER).call(method, Map.of())) {
            assertThat(answer.head().status()).isEqualTo(200);
            assertThat(answer.error()).containsEntry("code", -32601);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tools/destroy",
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/unsubscribe"
            })
    void in_the_stateless_revision_is_404_with_the_id(String method) throws Exception {
        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(), StatelessPeer.of(SERVER).request("q-1", method, Map.of()));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.errorCode()).isEqualTo(-32601);
        assertThat(reply.json()).containsEntry("id", "q-1");
    }

    @Test
    void as_a_notification_is_accepted_and_ignored() throws Exception {
        HttpReply reply = HandshakePeer.begin(SERVER).notify("notifications/unheard", Map.of());

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).isEmpty();
    }
}
