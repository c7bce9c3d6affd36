package org.postizgateway.config.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.acceptance.Product;
import org.postizgateway.config.tls.Authority.Issued;
import org.postizgateway.mcp.LogCapture;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.core.env.Environment;

/** The front doors and the operators' port with certificates of their own, while these change. */
@Timeout(240)
class TlsOfPortsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();

    @TempDir private static Path directory;
    private static Authority authority;
    private static Issued first;
    private static Issued second;
    private static Issued operator;
    private static Product product;

    @BeforeAll
    static void start() throws Exception {
        authority = new Authority(directory);
        first = authority.issue("first");
        second = authority.issue("second");
        operator = authority.issue("operator");
        install(first, first);
        Files.writeString(directory.resolve("ca.crt"), authority.own().certificatePem());
        Map<String, String> settings =
                new HashMap<>(
                        Map.of(
                                "gateway.tls.bundle", "ports",
                                "ops.tls.bundle", "ports",
                                "ops.tls.client-auth", "need",
                                "spring.ssl.bundle.watch.file.quiet-period", "20ms"));
        String bundle = "spring.ssl.bundle.pem.ports.";
        settings.put(bundle + "reload-on-update", "true");
        settings.put(bundle + "keystore.certificate", uri("tls.crt"));
        settings.put(bundle + "keystore.private-key", uri("tls.key"));
        settings.put(bundle + "truststore.certificate", uri("ca.crt"));
        product = Product.before(SANDBOX, settings);
    }

    @AfterAll
    static void stop() {
        product.close();
        SANDBOX.close();
    }

    private static String uri(String file) {
        return directory.resolve(file).toUri().toString();
    }

    private static void install(Issued certificate, Issued key) throws IOException {
        // Both are one pair once both are there
        Files.writeString(directory.resolve("tls.key"), key.keyPem());
        Files.writeString(directory.resolve("tls.crt"), certificate.certificatePem());
    }

    @BeforeEach
    void atFirst() throws Exception {
        install(first, first);
        awaitShown(first);
    }

    private static void awaitShown(Issued certificate) {
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(shown()).isEqualTo(certificate.certificate()));
    }

    /** What the front door shows to who connects now. */
    private static Certificate shown() throws Exception {
        try (SSLSocket socket = connect()) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connect() throws Exception {
        SSLSocket socket =
                (SSLSocket)
                        authority
                                .context(null)
                                .getSocketFactory()
                                .createSocket("127.0.0.1", product.port());
        socket.setSoTimeout((int) LONG.toMillis());
        socket.startHandshake();
        return socket;
    }

    private static int opsPort() {
        return Integer.parseInt(
                product.bean(Environment.class).getRequiredProperty("local.server.port"));
    }

    private static HttpResponse<String> get(SSLContext tls, int port, String path)
            throws Exception {
        HttpClient http = HttpClient.newBuilder().sslContext(tls).connectTimeout(LONG).build();
        return http.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                        .timeout(LONG)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void the_front_door_answers_over_TLS_and_names_itself_by_https() throws Exception {
        HttpResponse<String> answer =
                get(
                        authority.context(null),
                        product.port(),
                        "/.well-known/oauth-protected-resource/mcp-oauth");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"https://127.0.0.1:" + product.port() + "/mcp-oauth\"");
        assertThatThrownBy(() -> get(SSLContext.getDefault(), product.port(), "/mcp"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void who_speaks_no_TLS_gets_no_answer_and_fills_no_log() throws Exception {
        HttpClient plain = HttpClient.newHttpClient();
        try (LogCapture log = LogCapture.errors()) {
            assertThatThrownBy(
                            () ->
                                    plain.send(
                                            HttpRequest.newBuilder(
                                                            URI.create(
                                                                    "http://127.0.0.1:"
                                                                            + product.port()
                                                                            + "/mcp"))
                                                    .timeout(LONG)
                                                    .build(),
                                            BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThat(get(authority.context(null), product.port(), "/nothing").statusCode())
                    .isEqualTo(404);

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void a_renewed_certificate_is_shown_and_connections_that_are_open_go_on() throws Exception {
        try (SSLSocket open = connect()) {
            assertThat(status(open)).startsWith("HTTP/1.1 404");

            install(second, second);
            awaitShown(second);

            assertThat(status(open)).startsWith("HTTP/1.1 404");
            assertThat(open.getSession().getPeerCertificates()[0]).isEqualTo(first.certificate());
        }
        await().atMost(LONG)
                .ignoreExceptions()
                .until(
                        () ->
                                get(
                                                authority.context(operator),
                                                opsPort(),
                                                "/actuator/health/liveness")
                                        .sslSession()
                                        .orElseThrow()
                                        .getPeerCertificates()[0]
                                        .equals(second.certificate()));
    }

    private static String status(SSLSocket connection) throws IOException {
        connection
                .getOutputStream()
                .write(
                        "HEAD /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                throw new IOException("The connection was closed");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Test
    void a_certificate_of_another_key_is_not_taken_and_the_former_goes_on() throws Exception {
        try (LogCapture log = LogCapture.errors()) {
            install(second, first);

            await().atMost(LONG)
                    .until(
                            () ->
                                    log.lines()
                                            .toString()
                                            .contains("matches none of the certificates"));
        }
        assertThat(shown()).isEqualTo(first.certificate());
    }

    @Test
    void the_operators_port_wants_a_certificate_of_the_authority() throws Exception {
        assertThat(
                        get(authority.context(operator), opsPort(), "/actuator/health/liveness")
                                .statusCode())
                .isEqualTo(200);
        assertThatThrownBy(
                        () -> get(authority.context(null), opsPort(), "/actuator/health/liveness"))
                .isInstanceOf(IOException.class);
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Issued stranger = new Authority(elsewhere).issue("stranger");
        assertThatThrownBy(
                        () ->
                                get(
                                        authority.context(stranger),
                                        opsPort(),
                                        "/actuator/health/liveness"))
                .isInstanceOf(IOException.class);
    }
}
