package org.postizgateway.config.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.config.tls.Authority;

/** The response timeout holds for the head as a whole and between two pieces of the body. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class ResponseTimeoutTest {

    private static final int MILLIS = 600;
    private static final Duration LEAST = Duration.ofMillis(MILLIS);
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n";

    private String scheme = "http";
    private ServerSocket server;
    private CloseableHttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        client = bounded(HttpClientBuilder.create());
    }

    private static CloseableHttpClient bounded(HttpClientBuilder builder) {
        AnswerBytes inAll = new AnswerBytes(1_000_000, limit -> {});
        new BoundedAnswers(1_000_000, inAll, Duration.ofMinutes(1)).configureHttpClient(builder);
        return builder.disableAutomaticRetries().build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void a_head_that_does_not_come_ends_the_call() {
        answerUpTo("");

        assertThatLate();
    }

    @Test
    void a_head_that_does_not_come_after_a_redirect_ends_the_call() {
        answerUpTo("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n");

        assertThatLate();
    }

    @Test
    void a_head_that_trickles_ends_the_call() {
        answer(
                (out, caller) -> {
                    out.write("HTTP/1.1 200 OK\r\nX: ".getBytes());
                    while (true) {
                        piece(out, "x");
                    }
                });

        assertThatLate();
    }

    @Test
    void a_body_that_stops_ends_the_call() {
        answerUpTo(HEAD + "half of it");

        assertThatLate();
    }

    /** Where the socket that is read from lies on top of the one that is closed. */
    @Test
    void a_head_that_does_not_come_and_a_body_that_stops_end_the_call_over_TLS_too(
            @TempDir Path directory) throws Exception {
        Authority authority = new Authority(directory);
        SSLContext tls = authority.context(authority.issue("upstream"));
        stop();
        server =
                tls.getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        scheme = "https";
        client =
                bounded(
                        HttpClientBuilder.create()
                                .setConnectionManager(
                                        PoolingHttpClientConnectionManagerBuilder.create()
                                                .setTlsSocketStrategy(
                                                        new DefaultClientTlsStrategy(tls))
                                                .build()));

        answerUpTo("");
        assertThatLate();
        answerUpTo(HEAD + "half of it");
        assertThatLate();
    }

    @Test
    void a_body_that_goes_on_may_take_longer() throws Exception {
        answer(
                (out, caller) -> {
                    out.write(HEAD.getBytes());
                    for (int i = 0; i < 20; i++) {
                        piece(out, "x");
                    }
                });

        long begun = System.nanoTime();
        assertThat(get()).isEqualTo("x".repeat(20));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(LEAST);
    }

    @Test
    void a_body_that_the_client_passes_over_ends_the_call_when_it_stops() {
        answerUpTo("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 20\r\n\r\n");

        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    @Test
    void a_body_that_stops_ends_the_call_also_of_one_who_only_closes_it() {
        answerUpTo(HEAD + "half of it");

        assertThatThrownBy(
                        () ->
                                client.execute(
                                        request(),
                                        answer -> {
                                            answer.getEntity().getContent().close();
                                            return null;
                                        }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void each_call_over_one_connection_has_a_time_of_its_own() throws Exception {
        answer(
                (out, caller) -> {
                    for (int i = 0; i < 3; i++) {
                        caller.getInputStream().read(new byte[8192]);
                        LockSupport.parkNanos(Duration.ofMillis(MILLIS / 2).toNanos());
                        out.write((HEAD + "x".repeat(20)).getBytes());
                    }
                    caller.getInputStream().readAllBytes();
                });

        for (int i = 0; i < 3; i++) {
            assertThat(get()).hasSize(20);
        }
        assertThatLate();
    }

    private void assertThatLate() {
        long begun = System.nanoTime();
        assertThatThrownBy(this::get)
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("longer than PT0.6S");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(LEAST, MOST);
    }

    private static void piece(OutputStream out, String text) throws IOException {
        out.write(text.getBytes());
        LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
    }

    private interface Script {
        void play(OutputStream out, Socket caller) throws IOException;
    }

    private void answer(Script script) {
        new Thread(
                        () -> {
                            try (Socket caller = server.accept()) {
                                script.play(caller.getOutputStream(), caller);
                            } catch (IOException gone) {
                                // as it should be
                            }
                        },
                        "upstream")
                .start();
    }

    private void answerUpTo(String text) {
        answer(
                (out, caller) -> {
                    out.write(text.getBytes());
                    caller.getInputStream().readAllBytes();
                });
    }

    private HttpGet request() {
        HttpGet request = new HttpGet(scheme + "://127.0.0.1:" + server.getLocalPort());
        request.setConfig(
                RequestConfig.custom().setResponseTimeout(MILLIS, TimeUnit.MILLISECONDS).build());
        return request;
    }

    private String get() throws IOException {
        return client.execute(request(), answer -> EntityUtils.toString(answer.getEntity()));
    }
}
