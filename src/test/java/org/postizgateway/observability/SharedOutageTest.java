package org.postizgateway.observability;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What probes see while what all replicas share is away: a Postiz that hangs, a ledger that hangs.
 */
@Timeout(90)
class SharedOutageTest {

    @TempDir private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private final WireMockServer postiz =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
    private ConfigurableApplicationContext gateway;

    private void start(String... settings) throws Exception {
        postiz.start();
        postiz.stubFor(
                get("/public/v1/is-connected")
                        .willReturn(aResponse().withStatus(401).withFixedDelay(20_000)));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--gateway.port=0",
                                "--server.port=0",
                                "--ops.open-metrics=true",
                                "--ledger.connections=3",
                                "--postiz.url=" + postiz.baseUrl(),
                                "--gateway.data-dir=" + data));
        arguments.addAll(List.of(settings));
        gateway = SpringApplication.run(GatewayApplication.class, arguments.toArray(String[]::new));
        warmUp();
    }

    @AfterEach
    void stop() {
        postiz.stop();
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void readiness_stays_up_and_tells_of_it_within_two_seconds() throws Exception {
        start();
        ops("/actuator/health/readiness");
        HikariDataSource ledger = gateway.getBean(HikariDataSource.class);
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < ledger.getMaximumPoolSize(); i++) {
            taken.add(ledger.getConnection());
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            HttpResponse<String> readiness = ops("/actuator/health/readiness");
                            assertThat(readiness.statusCode()).isEqualTo(200);
                            assertThat(readiness.body())
                                    .startsWith("{\"status\":\"UP\"")
                                    .contains("\"upstream\":{\"status\":\"DOWN\"")
                                    .contains("\"ledger\":{\"status\":\"DOWN\"");
                        });
        assertThat(ops("/actuator/health/liveness").statusCode())
                .as("a ledger that hangs for seconds only")
                .isEqualTo(200);
        assertThat(ops("/actuator/prometheus").body())
                .contains("gateway_dependency_up{dependency=\"ledger\"} 0.0")
                .contains("gateway_dependency_up{dependency=\"upstream\"} 0.0");

        for (Connection connection : taken) {
            connection.close();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () ->
                                assertThat(ops("/actuator/health/readiness").body())
                                        .contains("\"ledger\":{\"status\":\"UP\""));
    }

    @Test
    void readiness_goes_away_where_a_setting_says_so() throws Exception {
        start("--ops.readiness-requires=upstream");

        HttpResponse<String> readiness = ops("/actuator/health/readiness");

        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body())
                .startsWith("{\"status\":\"OUT_OF_SERVICE\"")
                .contains("\"upstream\":{\"status\":\"OUT_OF_SERVICE\"");
    }

    /** Not the first request of all, for which the JVM loads classes. */
    private void warmUp() throws Exception {
        send("/actuator/info");
        send("/actuator/health/liveness");
    }

    private HttpResponse<String> ops(String path) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<String> response = send(path);
        if (path.contains("health")) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(2));
        }
        return response;
    }

    private HttpResponse<String> send(String path) throws Exception {
        String port = gateway.getEnvironment().getProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
                BodyHandlers.ofString());
    }
}
