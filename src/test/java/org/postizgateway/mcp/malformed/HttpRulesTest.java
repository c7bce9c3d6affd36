package org.postizgateway.mcp.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.slf4j.LoggerFactory;

/** What HTTP itself asks of a request is answered with the status that HTTP has for it. */
class HttpRulesTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    @AutoClose private static final McpTestServer SERVER = McpTestServer.serving();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/jsonp",
                "application/json-seq",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "json",
                ";"
            })
    void a_body_of_another_media_type_is_415(String type) throws Exception {
        HttpReply reply = send(HttpRequest.post(PING).with("Content-Type", type));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.errorCode()).isEqualTo(-32600);
    }

    @Test
    void a_host_that_cannot_be_read_is_no_error_in_the_log() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);

        try (HttpConnection connection = new HttpConnection(SERVER.port())) {
            connection.send(HttpRequest.post(PING).with("Host", "localhost%41"));
            connection.finishSending();
            connection.awaitHangUp();
        }

        root.detachAppender(log);
        assertThat(log.list).filteredOn(event -> event.getLevel() == Level.ERROR).isEmpty();
        assertThat(send(HttpRequest.post(PING)).status()).isEqualTo(200);
    }

    @Test
    void a_body_without_a_media_type_is_415() throws Exception {
        assertThat(send(HttpRequest.post(PING).without("Content-Type")).status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "Application/JSON ; charset=UTF-8"
            })
    void JSON_in_UTF_8_is_taken_however_its_media_type_is_written(String type) throws Exception {
        String echo = "{\"jsonrpc\":\"2.0\",\"id\":\"Zürich 🚀\",\"method\":\"ping\"}";

        HttpReply reply = send(HttpRequest.post(echo).with("Content-Type", type));

        assertThat(reply.json()).containsEntry("id", "Zürich 🚀");
    }

    @Test
    void a_charset_has_no_effect_on_JSON() throws Exception {
        HttpRequest request =
                HttpRequest.post("{\"jsonrpc\":\"2.0\",\"id\":\"Zürich\",\"method\":\"ping\"}")
                        .with("Content-Type", "application/json; charset=iso-8859-1");

        assertThat(send(request).json()).containsEntry("id", "Zürich");
    }

    @Test
    void a_compressed_body_is_415_and_says_so() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(PING.getBytes(StandardCharsets.UTF_8));
        }

        HttpReply reply =
                send(HttpRequest.post(compressed.toByteArray()).with("Content-Encoding", "gzip"));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.errorMessage()).contains("Content-Encoding gzip is not taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "image/*",
                "application/xml, text/csv",
                "application/json-seq",
                "application/json;q=0, text/*; q=0.000",
                "*/*;q=0"
            })
    void an_Accept_that_allows_neither_form_of_answer_is_406(String accept) throws Exception {
        HttpReply reply = send(HttpRequest.post(PING).with("Accept", accept));

        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.errorCode()).isEqualTo(-32600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json, text/event-stream",
                "text/event-stream, application/json",
                "application/json",
                "*/*",
                "application/*",
                "APPLICATION/JSON; q=0.9",
                "*/*;q=0.001, text/event-stream;q=0"
            })
    void an_Accept_that_allows_JSON_gets_JSON(String accept) throws Exception {
        HttpReply reply = send(HttpRequest.post(PING).with("Accept", accept));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "text/*",
                "application/json;q=0, text/event-stream",
                "application/json;q=0.0, */*;q=0.1"
            })
    void an_Accept_that_allows_only_event_streams_gets_one(String accept) throws Exception {
        HttpReply reply = send(HttpRequest.post(PING).with("Accept", accept));

        assertThat(reply.header("Content-Type")).contains("text/event-stream");
        assertThat(reply.body())
                .isEqualTo(
                        "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n");
    }

    @Test
    void an_Accept_in_several_lines_is_one_list() throws Exception {
        HttpRequest request =
                HttpRequest.post(PING).with("Accept", "text/html").adding("Accept", "*/*");

        assertThat(send(request).status()).isEqualTo(200);
        assertThat(send(request.adding("Accept", "application/json;q=0")).header("Content-Type"))
                .contains("text/event-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "OPTIONS", "TRACE"})
    void another_method_is_405_and_says_which_there_are(String method) throws Exception {
        HttpReply reply = send(HttpRequest.of(method));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains("POST, GET, DELETE");
    }

    @Test
    void a_body_in_chunks_is_taken() throws Exception {
        String chunked = "5\r\n" + PING.substring(0, 5) + "\r\n";
        chunked += Integer.toHexString(PING.length() - 5) + "\r\n" + PING.substring(5) + "\r\n";
        chunked += "0\r\n\r\n";

        HttpReply reply = send(HttpRequest.post(chunked).with("Transfer-Encoding", "chunked"));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void a_request_that_says_nothing_of_a_body_has_none() throws Exception {
        try (HttpConnection connection = new HttpConnection(SERVER.port())) {
            String head = "POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\r\n";

            HttpReply reply = connection.send(head.getBytes(StandardCharsets.ISO_8859_1)).reply();

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.errorCode()).isEqualTo(-32700);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\n\r\n",
                "POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void what_is_no_HTTP_is_answered_with_an_error_or_hung_up_on(String bytes) throws Exception {
        try (HttpConnection connection = new HttpConnection(SERVER.port())) {
            connection.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
            connection.finishSending();

            assertThat(connection.statusIfAny().orElse(400)).isBetween(400, 505);
        }
        assertThat(send(HttpRequest.post(PING)).status()).isEqualTo(200);
    }

    private static HttpReply send(HttpRequest request) throws Exception {
        return HttpConnection.exchange(SERVER.port(), request);
    }
}
