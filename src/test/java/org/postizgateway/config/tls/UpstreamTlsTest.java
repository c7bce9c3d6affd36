package org.postizgateway.config.tls;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.acceptance.Answer;
import org.postizgateway.acceptance.Product;
import org.postizgateway.config.command.doctor.DoctorCommand;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.config.tls.Authority.Issued;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.security.TestIssuer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A Postiz of a private authority, behind a proxy that wants a certificate of the gateway. */
@Timeout(240)
class UpstreamTlsTest {

    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();

    @TempDir private static Path directory;
    private static Authority authority;
    private static WireMockServer proxy;

    @BeforeAll
    static void start() throws Exception {
        authority = new Authority(directory);
        Issued server = authority.issue("server");
        proxy =
                new WireMockServer(
                        wireMockConfig()
                                .dynamicPort()
                                .dynamicHttpsPort()
                                .keystoreType("PKCS12")
                                .keystorePath(server.store(directory.resolve("server")).toString())
                                .keystorePassword(Authority.PASSWORD)
                                .keyManagerPassword(Authority.PASSWORD)
                                .trustStoreType("PKCS12")
                                .trustStorePath(
                                        authority
                                                .trustStore(directory.resolve("trusted"))
                                                .toString())
                                .trustStorePassword(Authority.PASSWORD)
                                .needClientAuth(true));
        proxy.start();
        proxy.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(SANDBOX.baseUrl())));
    }

    @AfterAll
    static void stop() {
        proxy.stop();
        SANDBOX.close();
    }

    private static String url(String host) {
        return "https://" + host + ":" + proxy.httpsPort();
    }

    private static Map<String, String> settings(Issued shown) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("postiz.url", url("127.0.0.1"));
        settings.put("postiz.tls.bundle", "postiz");
        String bundle = "spring.ssl.bundle.pem.postiz.";
        settings.put(bundle + "keystore.certificate", file("shown.crt", shown.certificatePem()));
        settings.put(bundle + "keystore.private-key", file("shown.key", shown.keyPem()));
        settings.put(
                bundle + "truststore.certificate",
                file("ca.crt", authority.own().certificatePem()));
        return settings;
    }

    private static String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toUri().toString();
    }

    @Test
    void routes_and_checks_of_credentials_reach_it() throws Exception {
        try (Product product = Product.before(SANDBOX, settings(authority.issue("gateway")))) {
            proxy.resetRequests();

            Answer answer = product.caller("sandbox-key").call("integrationList", Map.of());

            assertThat(answer.isError()).as(answer.text()).isFalse();

            proxy.verify(
                    WireMock.getRequestedFor(WireMock.urlPathEqualTo("/public/v1/integrations")));
            proxy.verify(
                    WireMock.getRequestedFor(WireMock.urlPathEqualTo("/public/v1/is-connected")));
        }
    }

    @Test
    void an_instance_with_a_bundle_of_its_own_is_reached_beside_one_without(@TempDir Path keys)
            throws Exception {
        try (TestIssuer issuer = new TestIssuer()) {
            Files.writeString(keys.resolve("keys"), "bob: {instance: support, key: sandbox-key}\n");
            Map<String, String> settings = settings(authority.issue("of-an-instance"));
            settings.put("postiz.url", SANDBOX.baseUrl());
            settings.put("postiz.tls.bundle", "");
            settings.put("postiz.instances.support.url", url("127.0.0.1"));
            settings.put("postiz.instances.support.tls.bundle", "postiz");
            settings.put("gateway.public-url", "https://mcp.example");
            settings.put("gateway.identity.issuer", issuer.url());
            settings.put("gateway.identity.keys", keys.toString());
            try (Product product = Product.before(SANDBOX, settings)) {
                proxy.resetRequests();
                String token = issuer.signed(issuer.claims("bob", "https://mcp.example/mcp"));

                Answer answer = product.caller(token).call("integrationList", Map.of());

                assertThat(answer.isError()).as(answer.text()).isFalse();
                proxy.verify(
                        WireMock.getRequestedFor(
                                WireMock.urlPathEqualTo("/public/v1/integrations")));
            }
        }
    }

    @Test
    void another_host_is_not_trusted_by_its_authority() throws Exception {
        Map<String, String> settings = settings(authority.issue("narrow"));
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", new HashMap<>(settings)));
        PostizSettings postiz =
                new Binder(new MapConfigurationPropertySource(settings))
                        .bind("postiz", PostizSettings.class)
                        .get();
        SSLContext tls =
                UpstreamTls.of(postiz, Map.of(), TlsBundles.read(environment)).orElseThrow();

        assertThat(status(tls, url("127.0.0.1"))).isEqualTo(401);
        assertThatThrownBy(() -> status(tls, url("localhost"))).isInstanceOf(IOException.class);
    }

    private static int status(SSLContext tls, String url) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/public/v1/is-connected"))
                                .timeout(Duration.ofMinutes(1))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void the_doctor_reaches_it_and_tells_how_long_certificates_are_good() throws Exception {
        String report = report(authority.issue("lasting"));
        assertThat(report)
                .contains("ok    postiz: " + url("127.0.0.1") + " answers as Postiz does")
                .contains("ok    certificate: The certificate CN=lasting of the TLS bundle postiz")
                .contains(" ends in 99 days, at ");

        assertThat(report(authority.issue("ending", "-validity", "3")))
                .contains("odd   certificate: The certificate CN=ending ");

        assertThat(report(authority.issue("gone", "-startdate", "-3d", "-validity", "1")))
                .contains("wrong certificate: The certificate CN=gone ");
    }

    private static String report(Issued shown) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, String> settings = settings(shown);
        settings.put("gateway.config-dir", directory.toString());
        settings.put("gateway.data-dir", directory.resolve("data").toString());
        DoctorCommand.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        return out.toString(StandardCharsets.UTF_8);
    }
}
