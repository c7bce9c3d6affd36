package org.postizgateway.observability;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.postizgateway.generation.Serving;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What probes see of a gateway that is told to stop while it answers a call. */
class StoppingTest {

    private static final int ANSWER_TAKES_MS = 3000;

    @TempDir private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private final WireMockServer postiz =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());

    @AfterEach
    void stopPostiz() {
        postiz.stop();
    }

    private ConfigurableApplicationContext start() {
        postiz.start();
        postiz.stubFor(get("/public/v1/is-connected").willReturn(okJson("{\"connected\":true}")));
        postiz.stubFor(
                get(urlPathEqualTo("/public/v1/integrations"))
                        .willReturn(okJson("[]").withFixedDelay(ANSWER_TAKES_MS)));
        return SpringApplication.run(
                GatewayApplication.class,
                "--gateway.port=0",
                "--server.port=0",
                "--postiz.url=" + postiz.baseUrl(),
                "--gateway.data-dir=" + data);
    }

    @Test
    void the_last_call_is_answered_and_until_then_probes_are_told_that_it_is_out_of_service()
            throws Exception {
        ConfigurableApplicationContext gateway = start();
        CamelContext camel = gateway.getBean(CamelContext.class);
        JdbcClient ledger = gateway.getBean(JdbcClient.class);
        int opsPort = gateway.getEnvironment().getProperty("local.server.port", Integer.class);
        CompletableFuture<HttpResponse<String>> call = call(camel);
        await().untilAsserted(
                        () ->
                                postiz.verify(
                                        getRequestedFor(
                                                urlPathEqualTo("/public/v1/integrations"))));

        CompletableFuture<Void> stop = CompletableFuture.runAsync(gateway::close);
        await().until(() -> gateway.getBean(Serving.class).context().orElseThrow().isStopping());

        HttpResponse<String> readiness = health(opsPort, "readiness");
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).startsWith("{\"status\":\"OUT_OF_SERVICE\"");
        assertThat(health(opsPort, "liveness").statusCode()).isEqualTo(200);
        assertThat(ledger.sql("SELECT COUNT(*) FROM replica").query(Integer.class).single())
                .as("replicas, of which this one has left although it was asked for its health")
                .isZero();
        assertThat(call).as("the call").isNotDone();
        assertThat(call.get(30, TimeUnit.SECONDS).body()).contains("\"isError\":false");
        stop.get(30, TimeUnit.SECONDS);
    }

    private CompletableFuture<HttpResponse<String>> call(CamelContext camel) {
        int port = camel.hasService(VertxPlatformHttpServer.class).getServer().actualPort();
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer key-0123456789abcdef")
                        .POST(
                                BodyPublishers.ofString(
                                        """
                                        {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                                         "params": {"name": "integrationList", "arguments": {}}}
                                        """))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> health(int port, String probe) throws Exception {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:" + port + "/actuator/health/" + probe))
                        .build(),
                BodyHandlers.ofString());
    }
}
