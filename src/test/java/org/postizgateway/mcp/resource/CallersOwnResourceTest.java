package org.postizgateway.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A resource that is another one to each caller changes for one of them only. */
class CallersOwnResourceTest {

    private static final String UPDATED = "notifications/resources/updated";
    private static final String OWN = "test://own";

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:touch?description=Touches")
                                    .to(
                                            "mcp-client:updated?resourceUri="
                                                    + OWN
                                                    + "&callerOnly=true")
                                    .setBody(routes.constant("Touched.")));

    @Test
    void nobody_else_is_told() throws Exception {
        Map<String, Object> filter =
                Map.of("notifications", Map.of("resourceSubscriptions", List.of(OWN)));
        StatelessPeer ada = StatelessPeer.of(SERVER).as("ada");
        HandshakePeer bob = HandshakePeer.begin(SERVER, Optional.of("bob"), Map.of());
        bob.result("resources/subscribe", Map.of("uri", OWN));
        try (MessageStream hers = ada.call("subscriptions/listen", filter);
                MessageStream his = bob.listen()) {
            hers.next();
            ada.callTool("touch", Map.of()).close();
            assertThat(hers.params(UPDATED)).containsEntry("uri", OWN);
            bob.end();
            assertThat(his.toEnd())
                    .extracting(message -> message.get("method"))
                    .doesNotContain(UPDATED);
        }
    }
}
