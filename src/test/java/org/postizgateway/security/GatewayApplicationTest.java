package org.postizgateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.postizgateway.config.setting.GatewaySettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application, as it is started, in front of a stand-in for Postiz. */
@SpringBootTest(classes = GatewayApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureObservability(tracing = false)
@DirtiesContext
class GatewayApplicationTest {

    private static final String KEY = "key-0123456789abcdef";
    private static final String OPS_TOKEN = "operators-token-of-the-test";
    private static final WireMockServer POSTIZ =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());

    @TempDir private static Path data;

    @Autowired private CamelContext camel;
    @Autowired private GatewaySettings settings;
    @LocalServerPort private int opsPort;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        POSTIZ.start();
        POSTIZ.stubFor(
                get("/public/v1/is-connected")
                        .willReturn(aResponse().withStatus(401).withBody("{\"msg\":\"Invalid\"}")));
        POSTIZ.stubFor(
                get("/public/v1/is-connected")
                        .withHeader("Authorization", equalTo(KEY))
                        .willReturn(okJson("{\"connected\":true}")));
        properties.add("postiz.url", POSTIZ::baseUrl);
        properties.add("gateway.port", () -> 0);
        properties.add("gateway.data-dir", data::toString);
        properties.add("ops.token", () -> OPS_TOKEN);
    }

    @AfterAll
    static void stopPostiz() {
        POSTIZ.stop();
    }

    private RawHttp doors() {
        return new RawHttp(
                camel.hasService(VertxPlatformHttpServer.class).getServer().actualPort());
    }

    private RawHttp ops() {
        return new RawHttp(opsPort);
    }

    @Test
    void a_known_caller_is_served_at_every_door_and_an_unknown_one_at_none() {
        assertThat(doors().send("POST", "/mcp", "Authorization: Bearer " + KEY).status())
                .isEqualTo(200);
        assertThat(doors().send("POST", "/mcp/" + KEY).status()).isEqualTo(200);
        assertThat(doors().send("POST", "/mcp-oauth", "Authorization: Bearer " + KEY).status())
                .isEqualTo(200);

        assertThat(doors().send("POST", "/mcp", "Authorization: Bearer nope").status())
                .isEqualTo(401);
        assertThat(doors().send("POST", "/mcp/nope").status()).isEqualTo(401);
        assertThat(doors().send("POST", "/mcp-oauth").status()).isEqualTo(401);
    }

    @Test
    void a_key_of_postiz_is_no_token_of_the_operators_and_the_other_way_round() {
        assertThat(ops().send("GET", "/ops/x", "Authorization: Bearer " + KEY).status())
                .isEqualTo(401);
        assertThat(doors().send("POST", "/mcp", "Authorization: Bearer " + OPS_TOKEN).status())
                .isEqualTo(401);
    }

    @Test
    void without_a_configuration_directory_the_files_of_the_working_directory_win() {
        assertThat(settings.configDir().toAbsolutePath().normalize())
                .isEqualTo(Path.of("").toAbsolutePath());
        assertThat(
                        ops().send(
                                        "GET",
                                        "/ops/configuration",
                                        "Authorization: Bearer " + OPS_TOKEN)
                                .body())
                .contains("\"" + Path.of("routes/mcp.yaml").toAbsolutePath() + "\"");
    }

    @Test
    void what_operators_reach_is_not_on_the_agents_port() {
        assertThat(ops().send("GET", "/actuator/health").status()).isEqualTo(200);
        assertThat(doors().send("GET", "/actuator/health").status()).isEqualTo(404);
    }

    @Test
    void a_page_whose_name_was_rebound_to_this_machine_reads_nothing_of_the_operators_port() {
        RawHttp.Answer answer = ops().sendTo("attacker.example", "GET", "/actuator/health");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("OPS_ALLOWED_HOSTS").doesNotContain("UP");
    }

    @Test
    void a_stranger_learns_what_is_down_but_not_why() {
        assertThat(ops().send("GET", "/actuator/health").body())
                .contains("\"ledger\":{\"status\":\"UP\"}")
                .doesNotContain("details");
        assertThat(
                        ops().send("GET", "/actuator/health", "Authorization: Bearer " + OPS_TOKEN)
                                .body())
                .contains("\"replica\"");
    }

    @Test
    void no_metric_holds_a_key() {
        doors().send("POST", "/mcp/" + KEY);
        doors().send("POST", "/mcp/" + KEY + "/more");

        RawHttp.Answer metrics =
                ops().send("GET", "/actuator/prometheus", "Authorization: Bearer " + OPS_TOKEN);

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body()).contains("jvm_memory").doesNotContain(KEY);
    }
}
