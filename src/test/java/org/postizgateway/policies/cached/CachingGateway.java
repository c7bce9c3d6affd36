package org.postizgateway.policies.cached;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.acceptance.Product;
import org.postizgateway.postiz.cached.KnownReads;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.web.Operation;

/**
 * The whole gateway in front of a sandbox. It keeps channels and groups for as long as a test runs;
 * what it keeps of generators is too old at once, and good enough while Postiz cannot be asked.
 */
final class CachingGateway implements AutoCloseable {

    static final String KEY = "sandbox-key";
    static final String OTHER_KEY = "sandbox-key-2";

    private static final ObjectMapper JSON = new ObjectMapper();

    final PostizSandbox postiz = new PostizSandbox(SandboxSettings.forTests()).start();
    private final Product product;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    CachingGateway() {
        product =
                Product.before(
                        postiz,
                        Map.of(
                                "policies.cached.channels", "1h",
                                "policies.cached.rules", "1ms",
                                "policies.cached.stale", "1h",
                                "policies.read.repeats", "0"));
    }

    /** As after the start. */
    void reset() {
        postiz.reset();
        product.bean(KnownReads.class).cache().invalidateAll();
    }

    <T> T bean(Class<T> type) {
        return product.bean(type);
    }

    int requests(Operation operation) {
        return postiz.requests().count(operation);
    }

    /** The result of a tool call. */
    JsonNode call(String key, String tool, Map<String, ?> arguments) {
        return result(send(key, tool, arguments).join());
    }

    CompletableFuture<HttpResponse<String>> send(
            String key, String tool, Map<String, ?> arguments) {
        return send(key, tool, arguments, Map.of());
    }

    CompletableFuture<HttpResponse<String>> send(
            String key, String tool, Map<String, ?> arguments, Map<String, String> headers) {
        return request(key, "tools/call", Map.of("name", tool, "arguments", arguments), headers);
    }

    CompletableFuture<HttpResponse<String>> request(
            String key, String method, Map<String, ?> params, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + product.port() + "/mcp"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream");
        headers.forEach(request::header);
        try {
            return http.sendAsync(
                    request.POST(
                                    BodyPublishers.ofString(
                                            JSON.writeValueAsString(
                                                    Map.of(
                                                            "jsonrpc", "2.0", "id", 1, "method",
                                                            method, "params", params))))
                            .build(),
                    BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode result(HttpResponse<String> response) {
        try {
            JsonNode message =
                    JSON.readTree(response.body().replaceFirst("(?ms)\\A.*^data: ?", ""));
            if (!message.has("result")) {
                throw new AssertionError(response.statusCode() + " " + response.body());
            }
            return message.path("result");
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode channels(JsonNode result) {
        return result.at("/structuredContent/output");
    }

    @Override
    public void close() {
        product.close();
        postiz.close();
    }
}
