package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;

/** Of what a caller sends, only declared arguments become headers of the route. */
class ArgumentHeadersTest {

    private static final AtomicReference<Message> SEEN = new AtomicReference<>();

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from(
                                            "ai-tool:see?description=x&parameter.city=string"
                                                    + "&parameter.days=array")
                                    .process(e -> SEEN.set(e.getMessage().copy()))
                                    .setBody(routes.constant("ok")));

    @Test
    void a_declared_argument_is_a_header_of_its_own_type() throws Exception {
        call(Map.of("city", "Bonn", "days", List.of(1, 2)));

        assertThat(SEEN.get().getHeaders())
                .isEqualTo(Map.of("city", "Bonn", "days", List.of(1, 2)));
    }

    @Test
    void an_undeclared_argument_stays_in_the_body() throws Exception {
        Map<String, Object> arguments =
                Map.of(
                        Exchange.HTTP_URI,
                        "http://evil.example",
                        "camelHttpPath",
                        "/admin",
                        "Authorization",
                        "Bearer x",
                        "City",
                        "elsewhere");

        call(arguments);

        assertThat(SEEN.get().getHeaders()).doesNotContainKeys("CamelHttpUri", "Authorization");
        assertThat(SEEN.get().getHeader("city")).isNull();
        assertThat(SEEN.get().getBody()).isEqualTo(arguments);
    }

    @Test
    void headers_of_the_HTTP_request_do_not_reach_the_route() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);

        HttpConnection.exchange(
                SERVER.port(),
                peer.post(HandshakePeer.request(1, "tools/call", Map.of("name", "see")))
                        .with("Cookie", "a=b")
                        .with("X-Forwarded-For", "10.0.0.1"));

        assertThat(SEEN.get().getHeaders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelHttpUri", "camelFileName", "CAMEL"})
    void an_argument_that_would_steer_Camel_refuses_the_route(String name) {
        assertThatThrownBy(
                        () ->
                                McpTestServer.serving(
                                        routes ->
                                                routes.from(
                                                                "ai-tool:bad?description=x&parameter."
                                                                        + name
                                                                        + "=string")
                                                        .log("called")))
                .hasStackTraceContaining(name)
                .hasStackTraceContaining("steers Camel");
    }

    private static void call(Map<String, Object> arguments) throws Exception {
        HandshakePeer.begin(SERVER)
                .result("tools/call", Map.of("name", "see", "arguments", arguments));
    }
}
