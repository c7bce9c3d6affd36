package org.postizgateway.mcp.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;

/** Headers that intermediaries route by must say what the body says. */
class HeaderMatchTest {

    private static final String RESOURCE = "test://ümläut";

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:weather?description=x")
                                    .setBody(routes.constant("ok")),
                    routes ->
                            routes.from("ai-resource:r?resourceUri=" + RESOURCE)
                                    .setBody(routes.constant("ok")));

    @Test
    void that_agree_are_served_whatever_the_case_of_their_names() throws Exception {
        assertServed(request -> request);
        assertServed(request -> replaced(request, "Mcp-Method", "mcp-method", "tools/call"));
        assertServed(request -> replaced(request, "Mcp-Method", "MCP-METHOD", "tools/call"));
        assertServed(request -> request.with("Mcp-Name", "  weather  "));
        assertServed(request -> request.with("Mcp-Name", encoded("weather")));
    }

    @Test
    void that_are_missing_are_a_mismatch() throws Exception {
        assertMismatch(request -> request.without("Mcp-Method"));
        assertMismatch(request -> request.without("Mcp-Name"));
        assertMismatch(request -> request.without("MCP-Protocol-Version"));
    }

    @Test
    void that_say_something_else_are_a_mismatch() throws Exception {
        assertMismatch(request -> request.with("Mcp-Method", "tools/list"));
        assertMismatch(request -> request.with("Mcp-Method", "TOOLS/CALL"));
        assertMismatch(request -> request.with("Mcp-Method", ""));
        assertMismatch(request -> request.with("Mcp-Name", "Weather"));
        assertMismatch(request -> request.with("Mcp-Name", encoded("forecast")));
        assertMismatch(request -> request.with("MCP-Protocol-Version", "2025-11-25"));
        assertMismatch(request -> request.with("MCP-Protocol-Version", "2099-01-01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?base64?d2VhdGhlcg?=",
                "=?base64?d2Vh!!!GhlcG==?=",
                "=?base64?d2VhdGhlcg==",
                "=?BASE64?d2VhdGhlcg==?=",
                "=?base64?/w==?=",
                "=?base64??=",
                "=?base64?=",
                "w\u00ebather",
                "weather\u0001"
            })
    void that_are_wrongly_encoded_are_a_mismatch(String name) throws Exception {
        HttpReply reply = send(request -> request.with("Mcp-Name", name));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .satisfiesAnyOf(
                        body -> assertThat(body).contains("-32020"),
                        body -> assertThat(body).contains("no valid HTTP"));
    }

    @Test
    void that_no_header_can_hold_plainly_are_encoded() throws Exception {
        HttpRequest request =
                StatelessPeer.of(SERVER)
                        .request(1, "resources/read", Map.of("uri", RESOURCE))
                        .with("Mcp-Name", encoded(RESOURCE));

        HttpReply reply = HttpConnection.exchange(SERVER.port(), request);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).containsKey("result");
    }

    private static void assertServed(UnaryOperator<HttpRequest> change) throws Exception {
        HttpReply reply = send(change);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json()).containsKey("result");
    }

    private static void assertMismatch(UnaryOperator<HttpRequest> change) throws Exception {
        HttpReply reply = send(change);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32020);
        assertThat(reply.json()).containsEntry("id", 9);
    }

    private static HttpReply send(UnaryOperator<HttpRequest> change) throws Exception {
        HttpRequest request =
                StatelessPeer.of(SERVER).request(9, "tools/call", Map.of("name", "weather"));
        return HttpConnection.exchange(SERVER.port(), change.apply(request));
    }

    private static HttpRequest replaced(
            HttpRequest request, String name, String newName, String value) {
        return request.without(name).adding(newName, value);
    }

    private static String encoded(String value) {
        return "=?base64?"
                + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
                + "?=";
    }
}
