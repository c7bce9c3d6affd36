package org.postizgateway.mcp.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.StatelessPeer;

/** The caller's trace context reaches the route, where Camel's tracers look for it. */
class TraceContextTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final AtomicReference<Map<String, Object>> SEEN = new AtomicReference<>();

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:see?description=x")
                                    .process(e -> SEEN.set(Map.copyOf(e.getMessage().getHeaders())))
                                    .setBody(routes.constant("ok")));

    @Test
    void from_the_meta_data_of_the_request() throws Exception {
        StatelessPeer.of(SERVER)
                .with("traceparent", PARENT)
                .with("tracestate", "a=b")
                .with("baggage", "user=x")
                .result("tools/call", Map.of("name", "see"));

        assertThat(SEEN.get())
                .isEqualTo(Map.of("traceparent", PARENT, "tracestate", "a=b", "baggage", "user=x"));
    }

    @Test
    void in_a_session_too() throws Exception {
        HandshakePeer.begin(SERVER)
                .result(
                        "tools/call",
                        Map.of("name", "see", "_meta", Map.of("traceparent", PARENT)));

        assertThat(SEEN.get()).isEqualTo(Map.of("traceparent", PARENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX-Evil: 1",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01"
            })
    void but_not_from_what_is_no_trace(String parent) throws Exception {
        StatelessPeer.of(SERVER)
                .with("traceparent", parent)
                .with("baggage", "user=x")
                .result("tools/call", Map.of("name", "see"));

        assertThat(SEEN.get()).isEmpty();
    }

    @Test
    void but_nothing_that_could_be_no_header() throws Exception {
        StatelessPeer.of(SERVER)
                .with("traceparent", PARENT)
                .with("tracestate", "a=b\r\nX-Evil: 1")
                .with("baggage", "x".repeat(8193))
                .result("tools/call", Map.of("name", "see"));

        assertThat(SEEN.get()).isEqualTo(Map.of("traceparent", PARENT));
    }

    @Test
    void but_nothing_that_is_no_text() throws Exception {
        HandshakePeer.begin(SERVER)
                .result(
                        "tools/call",
                        Map.of(
                                "name",
                                "see",
                                "_meta",
                                Map.of("traceparent", List.of(1), "tracestate", 7)));

        assertThat(SEEN.get()).isEmpty();
    }
}
