package org.postizgateway.policies;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the trouble of one caller, and of one kind of call, means for the others. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "policies.read.repeats=0",
            "policies.change.repeats=0",
            "policies.upstream.half-open-for=1s",
            "policies.upstream.open-for=2s",
            "postiz.upload.allowed-hosts=localhost,127.0.0.1",
            "camel.component.kamelet.template-properties[postiz-groups-list-action].responseTimeout=100"
        })
@DirtiesContext
@Timeout(60)
class CircuitBreakersTest {

    private static final String LOUD = "loud-key-0123456789";
    private static final String QUIET = "quiet-key-0123456789";
    private static final String HELD_BACK = "did not send this request";
    private static final WireMockServer POSTIZ =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());

    @TempDir private static Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired private CamelContext camel;
    @Autowired private CircuitBreaker postizUpstream;
    @Autowired private CircuitBreaker postizLongCalls;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        POSTIZ.start();
        properties.add("postiz.url", POSTIZ::baseUrl);
        properties.add("gateway.data-dir", data::toString);
    }

    @AfterAll
    static void stopPostiz() {
        POSTIZ.stop();
    }

    @BeforeEach
    void postizWorks() {
        POSTIZ.resetAll();
        postizUpstream.reset();
        postizLongCalls.reset();
        POSTIZ.stubFor(get("/public/v1/is-connected").willReturn(okJson("{\"connected\":true}")));
        POSTIZ.stubFor(get("/public/v1/groups").willReturn(okJson("[]")));
        POSTIZ.stubFor(get("/public/v1/integrations").willReturn(okJson("[]")));
        POSTIZ.stubFor(
                any(urlPathMatching("/files/.*"))
                        .willReturn(ok().withHeader("Content-Type", "image/png")));
        POSTIZ.stubFor(
                post("/public/v1/upload-from-url")
                        .willReturn(okJson("{\"id\":\"1\",\"path\":\"https://h/1.png\"}")));
    }

    @Test
    void timeouts_of_one_caller_hold_back_that_caller_alone() {
        POSTIZ.stubFor(
                get("/public/v1/groups")
                        .withHeader("Authorization", equalTo(LOUD))
                        .willReturn(okJson("[]").withFixedDelay(2000)));
        call(LOUD, 12, "groupList", "{}");

        assertThat(call(LOUD, "integrationList", "{}")).contains(HELD_BACK);
        assertThat(call(QUIET, "integrationList", "{}")).doesNotContain(HELD_BACK);
        assertThat(postizUpstream.getState()).isEqualTo(CircuitBreaker.State.CLOSED);

        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(call(LOUD, "integrationList", "{}"))
                                        .doesNotContain(HELD_BACK));
    }

    @Test
    void uploads_of_one_caller_that_a_proxy_gives_up_on_hold_nobody_back() {
        POSTIZ.stubFor(
                post("/public/v1/upload-from-url")
                        .withHeader("Authorization", equalTo(LOUD))
                        .willReturn(aResponse().withStatus(504)));
        for (int i = 0; i < 12; i++) {
            call(LOUD, "uploadFromUrlTool", upload("slow" + i));
        }

        assertThat(call(QUIET, "uploadFromUrlTool", upload("quick"))).contains("https://h/1.png");
        assertThat(call(LOUD, "integrationList", "{}")).doesNotContain(HELD_BACK);
    }

    @Test
    void uploads_that_are_held_back_leave_reading_alone() {
        postizLongCalls.transitionToOpenState();

        assertThat(call(QUIET, "integrationList", "{}")).doesNotContain(HELD_BACK);
    }

    @Test
    void long_calls_on_trial_do_not_keep_the_others_out() {
        POSTIZ.stubFor(
                post("/public/v1/upload-from-url")
                        .withHeader("Authorization", equalTo(LOUD))
                        .willReturn(okJson("{}").withFixedDelay(20_000)));
        postizLongCalls.transitionToOpenState();
        postizLongCalls.transitionToHalfOpenState();
        for (int i = 0; i < 3; i++) {
            String url = upload("long" + i);
            CompletableFuture.runAsync(() -> call(LOUD, "uploadFromUrlTool", url));
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::allTrialsRun);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () ->
                                assertThat(call(QUIET, "uploadFromUrlTool", upload("short")))
                                        .contains("https://h/1.png"));
    }

    private boolean allTrialsRun() {
        if (postizLongCalls.tryAcquirePermission()) {
            postizLongCalls.releasePermission();
            return false;
        }
        return true;
    }

    private static String upload(String name) {
        return "{\"url\":\"" + POSTIZ.baseUrl() + "/files/" + name + ".png\"}";
    }

    private void call(String key, int times, String tool, String arguments) {
        List<CompletableFuture<String>> calls =
                IntStream.range(0, times)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () -> call(key, tool, arguments)))
                        .toList();
        calls.forEach(CompletableFuture::join);
    }

    private String call(String key, String tool, String arguments) {
        int port = camel.hasService(VertxPlatformHttpServer.class).getServer().actualPort();
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
                        + tool
                        + "\",\"arguments\":"
                        + arguments
                        + "}}";
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Authorization", "Bearer " + key)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
