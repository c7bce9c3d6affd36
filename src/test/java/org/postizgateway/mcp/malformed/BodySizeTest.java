package org.postizgateway.mcp.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;

/** A body over the limit is refused with 413 and JSON, if possible before it was sent. */
class BodySizeTest {

    private static final int ENDPOINT_LIMIT = 64 * 1024;

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.at("mcp-server:test?maxBodySize=" + ENDPOINT_LIMIT);

    @Test
    void of_the_HTTP_server_is_held_against_the_announced_length() throws Exception {
        HttpRequest announced =
                HttpRequest.post("").with("Content-Length", "" + (McpTestServer.MAX_BODY + 1));

        assertRefused(HttpConnection.exchange(SERVER.port(), announced));
    }

    @Test
    void of_the_HTTP_server_is_held_against_chunks_as_they_come() throws Exception {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(),
                        HttpRequest.post(chunk.repeat(5)).with("Transfer-Encoding", "chunked"));

        assertRefused(reply);
    }

    @Test
    void of_the_endpoint_is_held_against_the_body() throws Exception {
        HttpReply reply =
                HttpConnection.exchange(SERVER.port(), HttpRequest.post(ping(ENDPOINT_LIMIT + 1)));

        assertRefused(reply);
    }

    @Test
    void a_body_at_the_limit_is_taken() throws Exception {
        HttpReply reply =
                HttpConnection.exchange(SERVER.port(), HttpRequest.post(ping(ENDPOINT_LIMIT)));

        assertThat(reply.status()).isEqualTo(200);
    }

    private static void assertRefused(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.header("Content-Type")).contains("application/json");
        assertThat(reply.errorCode()).isEqualTo(-32600);
        assertThat(reply.errorMessage()).contains("bytes");
    }

    private static String ping(int length) {
        String start = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"pad\":\"";
        String end = "\"}}";
        return start + "x".repeat(length - start.length() - end.length()) + end;
    }
}
