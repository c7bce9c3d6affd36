package org.postizgateway.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postizgateway.GatewayApplication;
import org.postizgateway.config.tls.Authority;
import org.postizgateway.config.tls.Authority.Issued;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** docs/metrics.md lists what a gateway under traffic tells, and nothing else. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "gateway.data-dir=target/metrics-page-${PID:0}",
            "gateway.toolsets=all",
            "ops.open-metrics=true",
            "ops.token=token-of-the-operators",
            "policies.read.delay=1",
            "policies.cached.rules=1h",
            "policies.throttle.caller-per-second=15",
            "delivery.watch-interval=1s",
            "ledger.reconcile-delays=1ms",
            "postiz.api-key=sandbox-key",
            "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9"
        })
@AutoConfigureObservability(tracing = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class MetricsPageTest {

    @AutoClose
    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();

    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_*]+)` \\|([^|]*)\\|.*");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)\\{([^}]*)} .*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"");
    private static final Set<String> OF_THE_FORMAT = Set.of("le", "quantile");

    private final HttpClient http = HttpClient.newHttpClient();
    private String scrape;

    @Autowired private CamelContext camel;
    @LocalServerPort private int opsPort;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) throws Exception {
        Issued certificate = new Authority(Files.createTempDirectory("metrics")).issue("any");
        String bundle = "spring.ssl.bundle.pem.any.keystore.";
        properties.add(bundle + "certificate", certificate::certificatePem);
        properties.add(bundle + "private-key", certificate::keyPem);
        properties.add("postiz.url", SANDBOX::baseUrl);
    }

    @BeforeAll
    void traffic() throws Exception {
        call("integrationList", "{}");
        call("integrationList", "{\"group\": \"not an id\"}");
        call("generateVideoOptions", "{}");
        call("generateVideoOptions", "{}");
        call("no tool has this name", "{}");
        String post =
                "{\"socialPost\": [{\"integrationId\": \"cmsbmastodon0000000000012\", \"type\": \"draft\","
                        + " \"date\": \"2031-12-15T10:00:00Z\", \"postsAndComments\": [{\"content\": \"Hello\"}]}]}";
        call("schedulePostTool", post);
        call("schedulePostTool", post);
        SANDBOX.faults().add(FaultRule.of(Fault.CLOSE).on(Operation.CREATE_POST));
        call("schedulePostTool", post.replace("Hello", "Hello again"));
        call("generateImageTool", "{\"prompt\": \"A red fox\"}");
        SANDBOX.faults().add(FaultRule.of(Fault.BAD_GATEWAY).on(Operation.LIST_GROUPS));
        call("groupList", "{}");
        List<CompletableFuture<?>> burst = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            burst.add(send("integrationList", "{}"));
        }
        burst.forEach(CompletableFuture::join);
        scrape = scrape("text/plain");
    }

    private void call(String tool, String arguments) {
        send(tool, arguments).join();
    }

    private CompletableFuture<?> send(String tool, String arguments) {
        int port = camel.hasService(VertxPlatformHttpServer.class).getServer().actualPort();
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                        .header("Authorization", "Bearer sandbox-key")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
                                                + "\"params\":{\"name\":\""
                                                + tool
                                                + "\",\"arguments\":"
                                                + arguments
                                                + "}}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private String scrape(String accept) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:"
                                                        + opsPort
                                                        + "/actuator/prometheus"))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** Labels by the name of the metric, as the page has them. */
    private static Map<String, Set<String>> page() throws Exception {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(
                        row.group(1),
                        Arrays.stream(row.group(2).split(","))
                                .map(label -> label.replace("`", "").strip())
                                .filter(label -> !label.isEmpty())
                                .collect(Collectors.toSet()));
            }
        }
        return rows;
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        Matcher type = TYPE.matcher(scrape);
        while (type.find()) {
            names.add(type.group(1));
        }
        return names;
    }

    private static boolean isRowOf(String row, String name) {
        return row.endsWith("*")
                ? name.startsWith(row.substring(0, row.length() - 1))
                : row.equals(name) || name.equals(row + "_max");
    }

    @Test
    void every_metric_of_a_gateway_under_traffic_is_on_the_page() throws Exception {
        Set<String> rows = page().keySet();

        assertThat(names())
                .isNotEmpty()
                .allSatisfy(
                        name ->
                                assertThat(rows)
                                        .as("a row of docs/metrics.md for %s", name)
                                        .anyMatch(row -> isRowOf(row, name)));
    }

    @Test
    void every_metric_on_the_page_is_told_by_a_gateway_under_traffic() throws Exception {
        Set<String> names = names();

        Set<String> rows = page().keySet();
        if (Runtime.version().feature() >= 21) {
            rows.remove("executor_*");
        }

        assertThat(rows)
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        row ->
                                assertThat(names)
                                        .as("%s, which docs/metrics.md has", row)
                                        .anyMatch(name -> isRowOf(row, name)));
    }

    @Test
    void their_labels_are_those_of_the_page() throws Exception {
        Map<String, Set<String>> page = page();
        page.keySet().removeIf(row -> row.endsWith("*"));
        Map<String, Set<String>> seen = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(scrape);
        while (sample.find()) {
            String name = sample.group(1).replaceFirst("_(bucket|count|sum|max)$", "");
            Set<String> labels = seen.computeIfAbsent(name, n -> new TreeSet<>());
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.find()) {
                labels.add(label.group(1));
            }
            labels.removeAll(OF_THE_FORMAT);
        }

        page.forEach(
                (name, labels) ->
                        assertThat(seen.getOrDefault(name, Set.of())).as(name).isEqualTo(labels));
    }

    @Test
    void what_goes_to_postiz_is_told_by_operation_status_retry_and_throttle() {
        assertThat(lines("http_client_request_duration_seconds_count"))
                .anyMatch(
                        line ->
                                line.contains("operation=\"postiz-post-create-action\"")
                                        && line.contains("http_request_method=\"POST\"")
                                        && line.contains("http_response_status_code=\"201\"")
                                        && line.contains("error_type=\"none\""))
                .anyMatch(
                        line ->
                                line.contains("operation=\"postiz-groups-list-action\"")
                                        && line.contains("http_response_status_code=\"502\"")
                                        && line.contains("error_type=\"502\""));
        assertThat(lines("postiz_retries_total"))
                .anyMatch(line -> line.contains("kind=\"read\",reason=\"unavailable\""));
        assertThat(lines("gateway_limit_exceeded_total{limit=\"throttle\"")).isNotEmpty();
        assertThat(lines("postiz_quota_remaining "))
                .allMatch(line -> !line.endsWith("NaN"))
                .hasSize(1);
        assertThat(lines("ledger_calls_wait_seconds_count"))
                .anyMatch(line -> line.contains("background") && line.endsWith(" 1"));
        assertThat(lines("ledger_calls_database_seconds_count"))
                .anyMatch(line -> line.contains("step=\"claim\""))
                .anyMatch(line -> line.contains("step=\"end\""));
        assertThat(lines("gateway_throttle_wait_seconds_count")).hasSize(1);
        assertThat(lines("cache_gets_total"))
                .anyMatch(
                        line -> line.contains("credentials.accepted") && line.contains("\"hit\""));
        assertThat(lines("postiz_cached_reads_total"))
                .anyMatch(line -> line.contains("read=\"video-options\",result=\"hit\"}"))
                .anyMatch(line -> line.contains("read=\"video-options\",result=\"miss\"}"));
        assertThat(lines("gateway_configuration_generation 1.0")).hasSize(1);
        assertThat(lines("gateway_configuration_switches_total 0.0")).hasSize(1);
    }

    private List<String> lines(String prefix) {
        return scrape.lines().filter(line -> line.startsWith(prefix)).toList();
    }

    @Test
    void posts_are_counted_by_network_and_outcome() {
        assertThat(scrape)
                .contains(
                        "gateway_posts_total{network=\"mastodon\",outcome=\"created\"}",
                        "gateway_posts_total{network=\"mastodon\",outcome=\"repeated\"} 1.0");
    }

    @Test
    void a_scrape_of_openmetrics_leads_from_a_histogram_to_a_trace() throws Exception {
        assertThat(scrape("application/openmetrics-text; version=1.0.0"))
                .containsPattern(
                        "(?m)^http_client_request_duration_seconds_bucket.*# \\{.*trace_id=\"");
        assertThat(scrape).doesNotContain("trace_id");
    }

    @Test
    void no_label_holds_a_tenant_or_a_key() {
        assertThat(scrape).doesNotContain("sandbox-key", "Hello", "red fox");
    }
}
