package org.postizgateway.acceptance;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces as a collector gets them, with nothing set but the variable that says where it is. */
class TraceExportTest {

    private static final String KEY = "key-0123456789abcdef";
    private static final String CALLER = "b7ad6b7169203331";
    private static final WireMockServer POSTIZ =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());

    @TempDir private static Path directory;

    private static SpanCollector collector;
    private static ChildProduct gateway;

    @BeforeAll
    static void start() throws IOException {
        POSTIZ.start();
        collector = new SpanCollector();
        gateway =
                new ChildProduct(
                                Map.of(
                                        "postiz.url", POSTIZ.baseUrl(),
                                        "gateway.data-dir", directory.toString()),
                                directory.resolve("gateway.log"))
                        .with(
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        collector.endpoint(),
                                        "OTEL_BSP_SCHEDULE_DELAY",
                                        "100"))
                        .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        collector.close();
        POSTIZ.stop();
    }

    @BeforeEach
    void forget() {
        POSTIZ.resetAll();
        POSTIZ.stubFor(get("/public/v1/is-connected").willReturn(okJson("{\"connected\":true}")));
        POSTIZ.stubFor(get(urlPathEqualTo("/public/v1/integrations")).willReturn(okJson("[]")));
    }

    @Test
    void a_call_is_one_chain_of_spans_from_the_header_of_the_caller_to_postiz() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";

        call("/mcp", "{}", "traceparent", traceparent(trace));

        assertThat(chain(trace).toString())
                .contains("/public/v1/integrations", "ai-tool://integrationList", "/mcp");
    }

    @Test
    void a_trace_in_meta_leads_to_the_tool_and_to_postiz() throws Exception {
        String trace = "1bf7651916cd43dd8448eb211c80319c";

        call("/mcp", "{},\"_meta\":{\"traceparent\":\"" + traceparent(trace) + "\"}");

        assertThat(chain(trace).toString())
                .contains("/public/v1/integrations", "ai-tool://integrationList");
    }

    @Test
    void nothing_that_is_exported_holds_a_credential_or_an_argument() throws Exception {
        String trace = "2cf7651916cd43dd8448eb211c80319c";

        call("/mcp/" + KEY, "{\"group\":\"of-the-caller\"}", "traceparent", traceparent(trace));

        assertThat(chain(trace).toString()).contains("/mcp/%7BapiKey%7D");
        assertThat(collector.text())
                .contains("postiz-mcp-gateway")
                .doesNotContain(KEY)
                .doesNotContain("of-the-caller");
    }

    @Test
    void a_wrong_endpoint_ends_the_start_with_one_line() throws Exception {
        Path log = directory.resolve("refused.log");
        ChildProduct refused =
                new ChildProduct(Map.of("gateway.data-dir", directory + "/refused"), log)
                        .with(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "collector"));

        assertThat(refused.run()).isNotZero();
        assertThat(log)
                .content()
                .contains("A variable OTEL_* cannot be right. OTLP endpoint must be a valid URL")
                .doesNotContain("\tat ");
    }

    private static String traceparent(String trace) {
        return "00-" + trace + "-" + CALLER + "-01";
    }

    /** From the span that Postiz was told of up to the caller's. */
    private static List<Span> chain(String trace) {
        await().untilAsserted(
                        () ->
                                POSTIZ.verify(
                                        getRequestedFor(
                                                urlPathEqualTo("/public/v1/integrations"))));
        String[] told =
                POSTIZ.findAll(getRequestedFor(urlPathEqualTo("/public/v1/integrations")))
                        .get(0)
                        .getHeader("traceparent")
                        .split("-");
        assertThat(told[1]).isEqualTo(trace);
        return await().until(() -> chain(trace, told[2]), Optional::isPresent).orElseThrow();
    }

    /** Nothing as long as one of them has not come. */
    private static Optional<List<Span>> chain(String trace, String last) {
        List<Span> chain = new ArrayList<>();
        for (String id = last; !id.equals(CALLER); ) {
            Optional<Span> span = collector.span(trace, id);
            if (span.isEmpty()) {
                return Optional.empty();
            }
            chain.add(span.get());
            id = SpanCollector.parent(span.get());
        }
        return Optional.of(chain);
    }

    private static void call(String path, String arguments, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + KEY)
                        .POST(
                                BodyPublishers.ofString(
                                        """
                                        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params":
                                          {"name": "integrationList", "arguments": %s}}
                                        """
                                                .formatted(arguments)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        assertThat(HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body())
                .contains("\"isError\":false");
    }
}
