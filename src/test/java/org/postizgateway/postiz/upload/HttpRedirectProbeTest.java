package org.postizgateway.postiz.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpRedirectProbeTest {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpRedirectProbe probe =
            new HttpRedirectProbe(host -> new InetAddress[] {InetAddress.getLoopbackAddress()});

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(HttpRedirectProbeTest::daemon));
        server.createContext("/moved", exchange -> answer(exchange, 302, "/elsewhere.png"));
        server.createContext("/here", exchange -> answer(exchange, 200, ""));
        server.createContext("/endless", HttpRedirectProbeTest::sendEndlessly);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void returns_the_location_of_a_redirect_and_does_not_follow_it() throws IOException {
        assertThat(probe.location(url("/moved"), LONGEST)).contains("/elsewhere.png");
        assertThat(probe.location(url("/here"), LONGEST)).isEmpty();
    }

    @Test
    @Timeout(20)
    void asks_once_more_when_the_connection_breaks_and_no_more() throws Exception {
        try (ServerSocket breaking = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + breaking.getLocalPort() + "/a.png");
            Executors.newCachedThreadPool(HttpRedirectProbeTest::daemon)
                    .execute(() -> answerEveryThird(breaking));

            assertThatThrownBy(() -> probe.location(url, LONGEST)).isInstanceOf(IOException.class);
            assertThat(probe.location(url, LONGEST)).contains("/b.png");
        }
    }

    /** Breaks all other connections. */
    private static void answerEveryThird(ServerSocket server) {
        try {
            for (int number = 1; ; number++) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[1000]);
                    if (number % 3 == 0) {
                        socket.getOutputStream()
                                .write("HTTP/1.1 302 Found\r\nLocation: /b.png\r\n\r\n".getBytes());
                    }
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    @Timeout(10)
    void leaves_after_the_headers() throws IOException {
        assertThat(probe.location(url("/endless"), LONGEST)).isEmpty();
    }

    @Test
    @Timeout(20)
    void a_server_that_trickles_its_headers_is_left_in_time() throws Exception {
        try (ServerSocket trickling = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Executors.newCachedThreadPool(HttpRedirectProbeTest::daemon)
                    .execute(() -> trickle(trickling));
            URI url = URI.create("http://127.0.0.1:" + trickling.getLocalPort() + "/a.png");

            for (int call = 0; call < 3; call++) {
                assertThatThrownBy(() -> probe.location(url, Duration.ofMillis(500)))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    /** A header without end, a byte now and then: never silent for long. */
    private static void trickle(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                OutputStream out = connection.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes());
                for (int sent = 0; sent < 300; sent++) {
                    out.write('a');
                    out.flush();
                    Thread.sleep(50);
                }
            } catch (IOException | InterruptedException left) {
                // the caller went, or the test is over
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    @Test
    void connects_only_where_its_resolver_leads() {
        HttpRedirectProbe nowhere =
                new HttpRedirectProbe(
                        host -> {
                            throw new UnknownHostException(host);
                        });
        assertThatThrownBy(() -> nowhere.location(url("/here"), LONGEST))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void serves_the_guard_for_hosts_that_the_operator_named() {
        String url = url("/here") + "/a.png";
        UploadUrlGuard guard =
                UploadUrlGuard.overHttp(Set.of("media.test", url("/here").getAuthority()));
        assertThat(guard.check(url)).isEqualTo(url);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status, String location)
            throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void sendEndlessly(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = new byte[8192];
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (exchange) {
            while (System.nanoTime() < end) {
                exchange.getResponseBody().write(chunk);
            }
        }
    }
}
