package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.postizgateway.postiz.offer.PostizOffers;
import org.postizgateway.postiz.upload.UploadUrlGuard;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.state.PostizVersion;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Calls the tools of the running gateway, through its front door, with a sandbox as Postiz. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "gateway.data-dir=target/tool-routes-${PID:0}",
            "gateway.toolsets=all",
            // One call of a test is one attempt, and no test pays for another.
            "ledger.repeat-window=1ms",
            "ledger.reconcile-delays=1ms",
            "policies.read.repeats=0",
            "policies.change.repeats=0",
            "policies.video.status-delay=50",
            "policies.throttle.caller-per-second=1000",
            "policies.throttle.all-per-second=1000",
            "policies.upstream.window=1000",
            "policies.upstream.minimum-calls=1000"
        })
abstract class ToolRouteTest {

    static final PostizSandbox SANDBOX = new PostizSandbox(SandboxSettings.forTests()).start();

    static final String X = "cmsbx00000000000000000001";
    static final String MASTODON = "cmsbmastodon0000000000012";
    static final String DISCORD = "cmsbdiscord00000000000005";
    static final String DISABLED = "cmsbbluesky00000000000017";
    static final String NO_CHANNELS = "c1000000-0000-4000-8000-000000000003";
    static final String ACME = "c1000000-0000-4000-8000-000000000001";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired CamelContext camel;

    /** Hosts under example are public, but for one; nothing redirects, and one has no files. */
    @TestBean UploadUrlGuard uploadUrlGuard;

    static UploadUrlGuard uploadUrlGuard() {
        return new UploadUrlGuard(
                host ->
                        new InetAddress[] {
                            InetAddress.getByAddress(
                                    host,
                                    host.startsWith("intranet.")
                                            ? new byte[] {10, 0, 0, 1}
                                            : new byte[] {93, (byte) 184, (byte) 216, 34})
                        },
                (url, longest) -> {
                    if (url.getHost().equals("uploads.postiz.com")) {
                        throw new FileNotFoundException();
                    }
                    return Optional.empty();
                },
                Set.of());
    }

    @DynamicPropertySource
    static void postiz(DynamicPropertyRegistry registry) {
        registry.add("postiz.url", SANDBOX::baseUrl);
    }

    @Autowired PostizOffers postizOffer;
    @Autowired JdbcClient jdbc;

    @AfterEach
    void resetSandbox() {
        SANDBOX.reset();
        forgetTheOffer();
        jdbc.sql("DELETE FROM ration").update();
    }

    /** Puts an older or a newer Postiz into the place of the one there was. */
    void postizIs(PostizVersion version) {
        SANDBOX.conditions().setPostiz(version);
        forgetTheOffer();
    }

    private void forgetTheOffer() {
        postizOffer.reconsider(
                new HttpOperationFailedException(
                        "http://postiz", 404, "", "", Map.of(), "Cannot GET /"),
                null);
    }

    /** Structured content of a call that succeeds. */
    JsonNode succeed(String tool, Map<String, Object> arguments) throws Exception {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        return result.path("structuredContent");
    }

    /** The sentence with which a call fails. */
    String fail(String tool, Map<String, Object> arguments) throws Exception {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return result.path("content").path(0).path("text").asText();
    }

    static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.path(field).asText())
                .toList();
    }

    /** The result of a call. */
    JsonNode call(String tool, Map<String, Object> arguments) throws Exception {
        return rpc("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    JsonNode rpc(String method, Map<String, Object> params) throws Exception {
        return rpc(method, params, "all");
    }

    /** A request of a client that wants these toolsets only. */
    JsonNode rpc(String method, Map<String, Object> params, String toolsets) throws Exception {
        int port = camel.hasService(VertxPlatformHttpServer.class).getPort();
        String request =
                JSON.writeValueAsString(
                        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params));
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mcp"))
                                .timeout(Duration.ofSeconds(30))
                                .header("Authorization", "Bearer sandbox-key")
                                .header("X-MCP-Toolsets", toolsets)
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json, text/event-stream")
                                .POST(BodyPublishers.ofString(request))
                                .build(),
                        BodyHandlers.ofString());
        JsonNode message = JSON.readTree(response.body().replaceFirst("(?ms)\\A.*^data: ?", ""));
        if (!message.has("result")) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return message.path("result");
    }
}
