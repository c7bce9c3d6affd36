package org.postizgateway.observability;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A caller's trace goes through the gateway to Postiz and holds nothing it should not. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318")
@Import(TraceTest.InMemory.class)
@DirtiesContext
class TraceTest {

    private static final String KEY = "key-0123456789abcdef";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final WireMockServer POSTIZ =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());

    @TempDir private static Path data;

    @Autowired private CamelContext camel;

    @TestConfiguration
    static class InMemory {
        @Bean
        OpenTelemetry openTelemetry() {
            return OpenTelemetrySdk.builder()
                    .setTracerProvider(
                            SdkTracerProvider.builder()
                                    .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                                    .build())
                    .setPropagators(
                            ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                    .build();
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        POSTIZ.start();
        properties.add("postiz.url", POSTIZ::baseUrl);
        properties.add("gateway.port", () -> 0);
        properties.add("gateway.data-dir", data::toString);
    }

    @AfterAll
    static void stopPostiz() {
        POSTIZ.stop();
    }

    @BeforeEach
    void forget() {
        POSTIZ.resetAll();
        POSTIZ.stubFor(get("/public/v1/is-connected").willReturn(okJson("{\"connected\":true}")));
        POSTIZ.stubFor(get(urlPathEqualTo("/public/v1/integrations")).willReturn(okJson("[]")));
        SPANS.reset();
    }

    @Test
    void a_trace_in_the_http_header_reaches_the_tool_and_postiz() {
        call("/mcp", "{}", "traceparent", PARENT);

        assertThat(toolSpan().getTraceId()).isEqualTo(TRACE);
        assertThat(SPANS.getFinishedSpanItems())
                .as("the tool's route is below the door, not beside it")
                .anyMatch(span -> span.getSpanId().equals(toolSpan().getParentSpanId()));
        POSTIZ.verify(
                getRequestedFor(urlPathEqualTo("/public/v1/integrations"))
                        .withHeader("traceparent", matching("00-" + TRACE + "-.*"))
                        .withoutHeader("baggage"));
    }

    @Test
    void a_trace_in_meta_reaches_the_tool_and_postiz() {
        call("/mcp", "{},\"_meta\":{\"traceparent\":\"" + PARENT + "\"}");

        assertThat(toolSpan().getTraceId()).isEqualTo(TRACE);
        POSTIZ.verify(
                getRequestedFor(urlPathEqualTo("/public/v1/integrations"))
                        .withHeader("traceparent", matching("00-" + TRACE + "-.*")));
    }

    @Test
    void a_call_without_a_trace_begins_one_of_its_own() {
        call("/mcp", "{}");
        String first = toolSpan().getTraceId();
        SPANS.reset();
        call("/mcp", "{}");

        assertThat(toolSpan().getTraceId()).isNotEqualTo(first);
    }

    @Test
    void spans_hold_no_credential_and_no_argument() {
        call("/mcp/" + KEY, "{\"group\":\"group-of-the-caller\"}");

        toolSpan();
        List<SpanData> spans = SPANS.getFinishedSpanItems();
        assertThat(spans)
                .anyMatch(span -> span.getAttributes().toString().contains("/mcp/%7BapiKey%7D"))
                .anyMatch(
                        span ->
                                span.getAttributes()
                                        .toString()
                                        .contains("/public/v1/integrations"));
        assertThat(spans.toString()).doesNotContain(KEY).doesNotContain("group-of-the-caller");
    }

    private SpanData toolSpan() {
        return Awaitility.await()
                .until(
                        () ->
                                SPANS.getFinishedSpanItems().stream()
                                        .filter(
                                                span ->
                                                        span.getAttributes()
                                                                .toString()
                                                                .contains(
                                                                        "ai-tool://integrationList"))
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private void call(String path, String arguments, String... headers) {
        int port = camel.hasService(VertxPlatformHttpServer.class).getServer().actualPort();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + KEY)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                                                + "{\"name\":\"integrationList\",\"arguments\":"
                                                + arguments
                                                + "}}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            assertThat(
                            HttpClient.newHttpClient()
                                    .send(request.build(), BodyHandlers.ofString())
                                    .body())
                    .contains("\"isError\":false");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
