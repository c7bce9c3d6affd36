package org.postizgateway.config.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.postizgateway.postiz.failure.AnswersFullException;

class BoundedAnswersTest {

    private static final int LIMIT = 100_000;

    private final List<String> exceeded = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private CloseableHttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        HttpClientBuilder builder = HttpClientBuilder.create().disableAutomaticRetries();
        AnswerBytes inAll = new AnswerBytes(LIMIT, exceeded::add);
        new BoundedAnswers(LIMIT, inAll, Duration.ofSeconds(1)).configureHttpClient(builder);
        client = builder.build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.stop(0);
    }

    @Test
    void passes_on_an_answer_as_long_as_the_limit() throws Exception {
        answers(new byte[LIMIT], "identity");

        assertThat(get()).hasSize(LIMIT);
    }

    @Test
    void ends_an_answer_that_is_one_byte_longer() {
        answers(new byte[LIMIT + 1], "identity");

        assertThatThrownBy(this::get)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("100000");
    }

    @Test
    void counts_what_a_compressed_answer_unfolds_to() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(new byte[10 * LIMIT]);
        }
        assertThat(compressed.size()).isLessThan(LIMIT);
        answers(compressed.toByteArray(), "gzip");

        assertThatThrownBy(this::get)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer");
    }

    @Test
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void does_not_wait_for_the_rest_of_an_answer_without_end() {
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] part = new byte[8192];
                    try (OutputStream body = exchange.getResponseBody()) {
                        while (true) {
                            body.write(part);
                        }
                    }
                });

        assertThatThrownBy(this::get)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void ends_a_long_answer_while_others_have_taken_all_and_lets_short_ones_through()
            throws Exception {
        int longEach = AnswerBytes.FREE + LIMIT * 3 / 10;
        answers(new byte[longEach], "identity");
        List<InputStream> held = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            InputStream answer = client.executeOpen(null, request(), null).getEntity().getContent();
            answer.readNBytes(longEach - 1);
            held.add(answer);
        }

        assertThatThrownBy(this::get).isInstanceOf(AnswersFullException.class);
        assertThat(exceeded).containsExactly("answer-bytes");
        server.removeContext("/");
        answers(new byte[AnswerBytes.FREE], "identity");
        assertThat(get()).as("a short one").hasSize(AnswerBytes.FREE);
        server.removeContext("/");
        answers(new byte[longEach], "identity");
        held.get(0).readAllBytes();
        held.get(1).close();
        assertThat(get()).as("once others are read").hasSize(longEach);
        held.get(2).close();
    }

    @Test
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void ends_an_answer_that_trickles() {
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        while (true) {
                            body.write(' ');
                            body.flush();
                            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                        }
                    }
                });

        assertThatThrownBy(this::get).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void ends_an_answer_that_stops_in_the_middle() {
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                });

        assertThatThrownBy(this::get)
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("longer");
    }

    private void answers(byte[] body, String encoding) {
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", encoding);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    private HttpGet request() {
        return new HttpGet("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private byte[] get() throws IOException {
        return client.execute(request(), response -> EntityUtils.toByteArray(response.getEntity()));
    }
}
