package org.postizgateway.observability;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.spi.RouteController;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.postizgateway.generation.Serving;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Health, metrics and access log of the whole application, whatever callers send. */
@SpringBootTest(classes = GatewayApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureObservability(tracing = false)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class WhatOperatorsSeeTest {

    private static final String KEY = "key-0123456789abcdef";
    private static final WireMockServer POSTIZ =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());

    @TempDir private static Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired private CamelContext camel;
    @Autowired private Serving serving;
    @Autowired private CircuitBreaker postizUpstream;
    @LocalServerPort private int opsPort;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        POSTIZ.start();
        POSTIZ.stubFor(
                get("/public/v1/is-connected")
                        .willReturn(aResponse().withStatus(401).withBody("{\"msg\":\"No key\"}")));
        POSTIZ.stubFor(
                get("/public/v1/is-connected")
                        .withHeader("Authorization", equalTo(KEY))
                        .willReturn(okJson("{\"connected\":true}")));
        POSTIZ.stubFor(get("/public/v1/integrations").willReturn(okJson("[]")));
        properties.add("postiz.url", POSTIZ::baseUrl);
        properties.add("gateway.port", () -> 0);
        properties.add("ops.token", () -> "token-of-the-operators");
        properties.add("gateway.data-dir", data::toString);
        properties.add("ops.open-metrics", () -> "true");
        properties.add("policies.read.delay", () -> "1");
    }

    @AfterAll
    static void stopPostiz() {
        POSTIZ.stop();
    }

    @Test
    void liveness_tells_of_the_process_and_readiness_of_postiz_routes_and_ledger() {
        assertThat(ops("/actuator/health/liveness").body())
                .startsWith("{\"status\":\"UP\"")
                .doesNotContain("upstream", "\"ledger\"");

        HttpResponse<String> readiness = ops("/actuator/health/readiness");
        assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);
        assertThat(readiness.body())
                .contains("\"upstream\":{\"status\":\"UP\"", POSTIZ.baseUrl())
                .contains("\"routes\":{\"status\":\"UP\"")
                .contains("\"ledger\":{\"status\":\"UP\"");
    }

    @Test
    void a_stopped_route_makes_the_gateway_not_ready_and_is_named() throws Exception {
        RouteController routes = serving.context().orElseThrow().getRouteController();
        routes.stopRoute("groupList");
        try {
            HttpResponse<String> readiness = ops("/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("\"groupList\":\"Stopped\"");
        } finally {
            routes.startRoute("groupList");
        }
    }

    @Test
    void version_and_commit_of_the_gateway_are_told(
            @Value("${spring.application.version}") String version) {
        assertThat(ops("/actuator/info").body())
                .contains("\"version\":\"" + version + "\"", "\"commit\":\"")
                .as("that of a library")
                .doesNotContain("\"git\"");
        assertThat(metric("gateway_info")).contains("version=\"" + version + "\"} 1");
    }

    @Test
    void calls_are_counted_by_tool_and_outcome() {
        call("/mcp", "integrationList", "{}");
        call("/mcp", "integrationList", "{\"group\":\"not an id\"}");
        call("/mcp", "no tool has this name", "{}");

        assertThat(metric("mcp_tool_calls_seconds_count"))
                .contains("outcome=\"ok\",tool=\"integrationList\"")
                .contains("outcome=\"tool_error\",tool=\"integrationList\"")
                .contains("outcome=\"protocol_error\",tool=\"unknown\"");
        assertThat(metric("mcp_http_requests_seconds_count"))
                .contains("door=\"/mcp\",method=\"POST\",status=\"200\"");
        assertThat(metric("mcp_sessions ")).isNotEmpty();
        assertThat(metric("mcp_streams ")).isNotEmpty();
        assertThat(metric("ledger_size_bytes ")).isNotEmpty();
        assertThat(metric("camel_")).contains("routeId=\"integrationList\"");
    }

    @Test
    void a_circuit_breaker_that_opens_is_seen() {
        POSTIZ.stubFor(get("/public/v1/groups").willReturn(aResponse().withStatus(503)));
        String open = "{name=\"postizUpstream\",state=\"open\"} ";
        assertThat(metric("resilience4j_circuitbreaker_state")).contains(open + "0.0");
        try {
            Awaitility.await()
                    .untilAsserted(
                            () -> {
                                call("/mcp", "groupList", "{}");
                                assertThat(metric("resilience4j_circuitbreaker_state"))
                                        .contains(open + "1.0");
                            });
        } finally {
            postizUpstream.reset();
        }
    }

    @Test
    void nothing_a_caller_chooses_becomes_a_metric_or_a_line_of_the_access_log(
            CapturedOutput output) {
        String secret = "s3cret-in-a-place-of-the-caller";
        call("/mcp/" + KEY, "integrationList", "{\"group\":\"" + secret + "\"}");
        call("/mcp/" + KEY + "/" + secret, "integrationList", "{}");
        call("/" + secret, "integrationList", "{}");
        call("/mcp?x=" + secret, secret, "{}");
        send(doors("/mcp").method("PUT" + secret.length(), BodyPublishers.noBody()));

        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(output)
                                        .contains("POST /mcp/{apiKey} 200 ")
                                        .contains("POST - 404 ")
                                        .contains("tool=unknown")
                                        .contains("OTHER /mcp 4"));
        assertThat(output)
                .containsPattern("tool=integrationList outcome=tool_error tenant=[0-9a-f]{8}\\s");
        assertThat(output).doesNotContain(KEY).doesNotContain(secret);
        assertThat(ops("/actuator/prometheus").body()).doesNotContain(KEY).doesNotContain(secret);
    }

    @Test
    void every_line_of_a_call_names_it_and_its_trace(CapturedOutput output) throws Exception {
        CamelContext generation = serving.context().orElseThrow();
        generation.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("ai-tool:talkative?tags=postiz&description=x")
                                .routeId("talkative")
                                .log("first line")
                                .delay(20)
                                .asyncDelayed()
                                .to("direct:inner")
                                .log("last line")
                                .throwException(IllegalStateException.class, "broken");
                        from("direct:inner").routeId("inner").log("inner line");
                    }
                });
        generation.getRouteController().startRoute("inner");
        generation.getRouteController().startRoute("talkative");
        String trace = "0af7651916cd43dd8448eb211c80319c";
        send(
                doors("/mcp")
                        .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                        .POST(BodyPublishers.ofString(toolCall("talkative", "{}"))));
        call("/mcp", "integrationList", "{}");

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(output).contains("tool=integrationList outcome=ok"));
        String accessed = lineWith(output, "tool=talkative outcome=tool_error");
        Matcher call =
                Pattern.compile("\\[call=([0-9a-f]{16}) trace=" + trace + "]").matcher(accessed);
        assertThat(call.find()).as(accessed).isTrue();
        for (String text :
                List.of("first line", "inner line", "last line", "Tool talkative failed")) {
            assertThat(lineWith(output, text)).contains(call.group());
        }
        assertThat(lineWith(output, "tool=integrationList outcome=ok"))
                .containsPattern("\\[call=[0-9a-f]{16}]")
                .doesNotContain(call.group(1));
    }

    private static String lineWith(CapturedOutput output, String text) {
        return output.getAll().lines().filter(line -> line.contains(text)).findFirst().orElse("");
    }

    private String metric(String prefix) {
        return ops("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .reduce("", (lines, line) -> lines + line + "\n");
    }

    private void call(String path, String tool, String arguments) {
        send(doors(path).POST(BodyPublishers.ofString(toolCall(tool, arguments))));
    }

    private static String toolCall(String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
                + tool
                + "\",\"arguments\":"
                + arguments
                + "}}";
    }

    private HttpRequest.Builder doors(String path) {
        int port = camel.hasService(VertxPlatformHttpServer.class).getServer().actualPort();
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> ops(String path) {
        return send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + opsPort + path))
                        .header("Authorization", "Bearer token-of-the-operators"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
