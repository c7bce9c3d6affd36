package org.postizgateway.security;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.postizgateway.acceptance.Product;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/** A gateway that takes the tokens of a provider; all that it asks of Postiz is written down. */
final class IdentityGateway implements AutoCloseable {

    static final String PUBLIC_URL = "https://mcp.example";
    static final String KEY = "sandbox-key";

    final TestIssuer issuer = new TestIssuer();
    private final PostizSandbox sandbox = new PostizSandbox(SandboxSettings.forTests()).start();
    private final WireMockServer postiz =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path keys;
    private final Product product;

    IdentityGateway(Path keys) throws Exception {
        this.keys = keys;
        assign("people.yaml", "alice: " + KEY + "\nmallory: a-key-that-is-gone\ntwin: " + KEY);
        assign("more.yaml", "twin: another-key");
        postiz.start();
        postiz.stubFor(
                WireMock.any(WireMock.anyUrl())
                        .willReturn(WireMock.aResponse().proxiedFrom(sandbox.baseUrl())));
        product =
                Product.before(
                        sandbox,
                        Map.of(
                                "postiz.url", postiz.baseUrl(),
                                "gateway.public-url", PUBLIC_URL,
                                "gateway.identity.issuer", issuer.url(),
                                "gateway.identity.keys", keys.toString()));
    }

    /** Writes one of the files that say whose a key is. */
    void assign(String file, String content) throws IOException {
        Files.writeString(keys.resolve(file), content);
    }

    /** A right token of somebody for the door {@code /mcp}. */
    String token(String subject) throws Exception {
        return issuer.signed(issuer.claims(subject, PUBLIC_URL + "/mcp"));
    }

    HttpResponse<String> call(String token, String tool) throws Exception {
        return send("/mcp", token, "tools/call", "{\"name\":\"%s\",\"arguments\":{}}", tool);
    }

    HttpResponse<String> send(
            String door, String token, String method, String params, Object... arguments)
            throws Exception {
        return send(
                request(door, token)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
                                                .formatted(method, params.formatted(arguments)))));
    }

    HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + product.port() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** All that Postiz was sent, as text. */
    String sentToPostiz() {
        return postiz.getAllServeEvents().stream()
                .map(
                        event ->
                                event.getRequest().getHeaders()
                                        + event.getRequest().getBodyAsString())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        product.close();
        postiz.stop();
        sandbox.close();
        issuer.close();
    }
}
