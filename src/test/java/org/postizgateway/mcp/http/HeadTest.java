package org.postizgateway.mcp.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.LogCapture;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;

/**
 * A head that two servers on the way could read differently is refused, and nothing behind it
 * served.
 */
class HeadTest {

    private static final McpTestServer SERVER = McpTestServer.serving();
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String BEHIND = HttpRequest.post(PING).text();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void forget() {
        SERVER.answered().clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Host: a~Host: b",
                "400 | Host: a~Host: a",
                "400 | X-None: 1",
                "400 | Host: a b",
                "400 | Host: user@localhost",
                "400 | Host: local%68ost",
                "400 | Host: localhost~X-Folded: a~ b",
                "400 | Host: localhost~\tX-Folded: a",
                "400 | Host: localhost~Content-Length: 1~Content-Length: 2",
                "400 | Host: localhost~Content-Length: +1",
                "400 | Host: localhost~Content-Length: 3~Transfer-Encoding: chunked",
                "400 | Host: localhost~Content-Length : 3",
                "501 | Host: localhost~Transfer-Encoding: gzip",
                "501 | Host: localhost~Transfer-Encoding: xchunked",
                "501 | Host: localhost~Transfer-Encoding: gzip, chunked",
                "501 | Host: localhost~Transfer-Encoding: identity",
                "417 | Host: localhost~Expect: miracles",
            })
    void is_refused_with_a_sentence_and_the_connection_closed(int status, String lines)
            throws Exception {
        String head = "POST /mcp HTTP/1.1\r\n" + lines.replace("~", "\r\n") + "\r\n\r\n";

        assertThat(answers(head + BEHIND)).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://localhost/mcp HTTP/1.1",
                "GET mcp HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "CONNECT localhost:80 HTTP/1.1"
            })
    void a_target_that_is_no_path_is_400(String line) throws Exception {
        assertThat(answers(line + "\r\nHost: localhost\r\n\r\n" + BEHIND))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void a_URL_that_is_longer_than_4096_bytes_is_414() throws Exception {
        String behind = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

        assertThat(answers("GET /" + "a".repeat(4_096) + behind + BEHIND))
                .startsWith("HTTP/1.0 414 ");
        assertThat(status("GET /" + "a".repeat(4_000) + behind)).isEqualTo(404);
    }

    @Test
    void a_head_that_is_longer_than_8192_bytes_is_431() throws Exception {
        String head = "GET /mcp HTTP/1.1\r\nHost: localhost\r\nX-Long: %s\r\n\r\n";

        assertThat(answers(head.formatted("a".repeat(8_192)) + BEHIND)).startsWith("HTTP/1.1 431 ");
        assertThat(status(head.formatted("a".repeat(8_000)))).isNotEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.2", "HTTP/2.0", "HTTP/9.9"})
    void another_version_is_505(String version) throws Exception {
        assertThat(answers("GET /mcp " + version + "\r\nHost: localhost\r\n\r\n" + BEHIND))
                .startsWith("HTTP/1.1 505 ");
    }

    @Test
    void a_fold_that_comes_in_two_packets_is_seen_too() throws Exception {
        try (HttpConnection connection = new HttpConnection(SERVER.port())) {
            connection.send("GET /mcp HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n".getBytes());
            Thread.sleep(100);
            connection.send(" c\r\n\r\n".getBytes());

            assertThat(connection.toEnd()).startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/mcp/%C3%28%", "/mcp?a=%zz", "/mcp%2", "/%secret"})
    void a_URL_that_cannot_be_decoded_is_400_and_one_line_without_it(String path) throws Exception {
        try (LogCapture log = LogCapture.errors()) {
            HttpReply reply =
                    HttpConnection.exchange(SERVER.port(), HttpRequest.of("GET").to(path));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("Content-Type")).contains("application/json");
            assertThat(reply.errorCode()).isEqualTo(-32600);
            assertThat(reply.body()).doesNotContain(path.substring(1));
            await().untilAsserted(() -> assertThat(SERVER.answered()).hasSize(1));
            assertThat(SERVER.answered().get(0).door()).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    private static int status(String head) throws Exception {
        try (HttpConnection connection = new HttpConnection(SERVER.port())) {
            return connection.send(head.getBytes(ISO_8859_1)).reply().status();
        }
    }

    /** What comes back until the server hangs up, which must be one answer. */
    private static String answers(String bytes) throws Exception {
        try (HttpConnection connection = new HttpConnection(SERVER.port())) {
            connection.send(bytes.getBytes(ISO_8859_1));
            String answers = connection.toEnd();

            assertThat(answers.split("HTTP/1.[01] \\d{3} ", -1)).as(answers).hasSize(2);
            assertThat(answers).contains("application/json").contains("\"message\":\"");
            return answers;
        }
    }
}
