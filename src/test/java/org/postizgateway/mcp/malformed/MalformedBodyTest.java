package org.postizgateway.mcp.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;

/** A body that is not one JSON-RPC message is refused with 400 in every protocol revision. */
class MalformedBodyTest {

    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;

    @AutoClose private static final McpTestServer SERVER = McpTestServer.serving();

    static Stream<Arguments> bodies() {
        return Stream.of(
                        refused("no body", "", PARSE_ERROR),
                        refused("white space", " \n\t", PARSE_ERROR),
                        refused("no JSON", "Hello", PARSE_ERROR),
                        refused("JSON that ends early", "{\"jsonrpc\":\"2.0\"", PARSE_ERROR),
                        refused("a comment", "/* */ " + ping(""), PARSE_ERROR),
                        refused("single quotes", "{'jsonrpc':'2.0'}", PARSE_ERROR),
                        refused("a number that is none", "{\"id\":NaN}", PARSE_ERROR),
                        refused("something behind the message", ping("") + "x", PARSE_ERROR),
                        refused("a second message", ping("") + ping(""), PARSE_ERROR),
                        refused(
                                "a key twice",
                                ping("\"method\":\"tools/list\",\"params\":{}"),
                                PARSE_ERROR),
                        refused(
                                "a key twice inside",
                                ping("\"params\":{\"a\":1,\"a\":2}"),
                                PARSE_ERROR),
                        refused("deep arrays", ping("\"params\":" + nested("[", "]")), PARSE_ERROR),
                        refused(
                                "deep objects",
                                ping("\"params\":" + nested("{\"a\":", "}")),
                                PARSE_ERROR),
                        refused("deep arrays that never end", "[".repeat(100_000), PARSE_ERROR),
                        refused(
                                "a number of 2,000 digits",
                                ping("\"params\":{\"n\":" + "9".repeat(2000) + "}"),
                                PARSE_ERROR),
                        refused("a string", "\"ping\"", INVALID_REQUEST),
                        refused("null", "null", INVALID_REQUEST),
                        refused("an empty object", "{}", INVALID_REQUEST),
                        refused("an empty batch", "[]", INVALID_REQUEST),
                        refused("a batch", "[" + ping("") + "]", INVALID_REQUEST),
                        refused(
                                "another JSON-RPC",
                                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                                INVALID_REQUEST),
                        refused(
                                "no JSON-RPC version",
                                "{\"id\":1,\"method\":\"ping\"}",
                                INVALID_REQUEST),
                        refused(
                                "nothing but a version",
                                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                                INVALID_REQUEST),
                        refused(
                                "a method that is no string",
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}",
                                INVALID_REQUEST),
                        refused(
                                "an empty method",
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"}",
                                INVALID_REQUEST),
                        refused("params by position", ping("\"params\":[1]"), INVALID_REQUEST),
                        refused("params that are text", ping("\"params\":\"x\""), INVALID_REQUEST),
                        refused(
                                "a response without an id",
                                "{\"jsonrpc\":\"2.0\",\"result\":{}}",
                                INVALID_REQUEST))
                .flatMap(
                        refused ->
                                Stream.of("2025-11-25", "2026-07-28")
                                        .map(version -> version(version, refused.get())));
    }

    @Test
    @ReportedCase("compressed-or-marked-body")
    void is_read_behind_a_byte_order_mark() throws Exception {
        byte[] marked =
                "\uFEFF{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"
                        .getBytes(StandardCharsets.UTF_8);

        HttpReply reply = HttpConnection.exchange(SERVER.port(), HttpRequest.post(marked));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).containsKey("result");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bodies")
    void is_refused_with_a_JSON_RPC_error_that_has_no_id(
            String version, String what, byte[] body, int code) throws Exception {
        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(),
                        HttpRequest.post(body).with("MCP-Protocol-Version", version));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).contains("application/json");
        assertThat(reply.errorCode()).isEqualTo(code);
        assertThat(reply.json()).containsOnlyKeys("jsonrpc", "error");
        assertThat(reply.errorMessage()).doesNotContain("com.fasterxml", "Source:", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"a\":2}      | a key twice: see line 1, column 11",
                "{\"jsonrpc\":'2.0'}  | no valid JSON, or has a key twice: see line 1, column 12"
            })
    void says_where_it_breaks(String body, String reason) throws Exception {
        assertThat(errorMessage(body)).contains(reason);
    }

    @Test
    void says_how_deep_it_may_be() throws Exception {
        assertThat(errorMessage("[".repeat(100))).contains("nested deeper than 64 levels");
    }

    private static String errorMessage(String body) throws Exception {
        return HttpConnection.exchange(SERVER.port(), HttpRequest.post(body)).errorMessage();
    }

    static List<byte[]> bytesThatAreNoText() {
        byte[] latin1 =
                ping("\"params\":{\"city\":\"Köln\"}").getBytes(StandardCharsets.ISO_8859_1);
        byte[] overlong = ping("\"params\":{\"city\":\"__\"}").getBytes(StandardCharsets.UTF_8);
        overlong[overlong.length - 5] = (byte) 0xC0;
        overlong[overlong.length - 4] = (byte) 0x80;
        return List.of(latin1, overlong, ping("").getBytes(StandardCharsets.UTF_16));
    }

    @ParameterizedTest
    @MethodSource("bytesThatAreNoText")
    void bytes_that_are_no_UTF_8_are_a_parse_error(byte[] body) throws Exception {
        HttpReply reply = HttpConnection.exchange(SERVER.port(), HttpRequest.post(body));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(PARSE_ERROR);
    }

    private static String ping(String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\""
                + (more.isEmpty() ? "" : "," + more)
                + "}";
    }

    private static String nested(String open, String close) {
        int levels = Json.MAX_NESTING + 1;
        return open.repeat(levels) + "1" + close.repeat(levels);
    }

    private static Arguments refused(String what, String body, int code) {
        return Arguments.of(what, body.getBytes(StandardCharsets.UTF_8), code);
    }

    private static Arguments version(String version, Object[] refused) {
        return Arguments.of(version, refused[0], refused[1], refused[2]);
    }
}
