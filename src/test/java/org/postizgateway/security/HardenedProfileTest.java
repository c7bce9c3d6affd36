package org.postizgateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.GatewayApplication;
import org.postizgateway.config.setting.HardenedProfile;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.generation.ChangingGateway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What {@code GATEWAY_PROFILE=hardened} promises in docs/security.md. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HardenedProfileTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String PAGE = "http://localhost:6274";
    private static final List<String> DOORS = List.of("/mcp", "/mcp-oauth", "/mcp-oauth-claude");

    private static final String ROUTE =
            """
            - route:
                id: elsewhere
                from:
                  uri: direct:elsewhere
                  steps:
                    - to: COMPONENT:elsewhere
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path temporary;

    @Test
    void walks_all_doors() throws Exception {
        try (ChangingGateway gateway =
                new ChangingGateway(
                        temporary,
                        "--gateway.profile=hardened",
                        "--gateway.components=seda",
                        "--gateway.config-watch=false")) {
            for (String door : DOORS) {
                assertThat(send(gateway.request(door, PING)).statusCode()).isEqualTo(200);
                assertThat(send(gateway.request(door, PING, "Origin", PAGE)).statusCode())
                        .isEqualTo(403);
            }
            HttpResponse<String> byUrl = send(gateway.request("/mcp/sandbox-key", PING));
            assertThat(byUrl.statusCode()).isEqualTo(401);
            assertThat(byUrl.body())
                    .contains("This gateway takes no key from a URL.")
                    .doesNotContain("sandbox-key");

            Environment settings = gateway.bean(Environment.class);
            String ops = "http://127.0.0.1:" + settings.getProperty("local.server.port");
            for (String open : List.of("/actuator/prometheus", "/actuator/info", "/ops/x")) {
                assertThat(get(ops + open).statusCode()).as(open).isEqualTo(401);
            }
            assertThat(get(ops + "/actuator/health/liveness").statusCode()).isEqualTo(200);

            assertThat(gateway.post(upload(gateway.sandbox().baseUrl())).body())
                    .contains("\"isError\":true")
                    .contains("https");

            gateway.write("routes/elsewhere.yaml", ROUTE.replace("COMPONENT", "seda"));
            assertThat(gateway.reload().path("outcome").asText()).isEqualTo("switched");
            gateway.write("routes/elsewhere.yaml", ROUTE.replace("COMPONENT", "file"));
            assertThat(gateway.reload().toString())
                    .contains("\"refused\"")
                    .contains("elsewhere.yaml")
                    .contains(
                            "may not use the component file: GATEWAY_COMPONENTS does not name it");
            assertThat(gateway.call("integrationList")).contains("\"isError\":false");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "gateway.allow-loopback-origins=true",
                "gateway.key-in-url=true",
                "ops.open-metrics=auto",
                "postiz.upload.allowed-hosts=files.example",
                "GATEWAY_COMPONENTS=seda, *",
                "GATEWAY_DOORS_WITHOUT_AUTHENTICATION=door-open"
            })
    void a_setting_that_says_otherwise_ends_the_start(String setting, String value) {
        assertThatThrownBy(() -> start("--gateway.profile=hardened", "--" + setting + "=" + value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageEndingWith(
                        "is \"%s\" beside GATEWAY_PROFILE=hardened. Leave one of them out."
                                .formatted(value));
    }

    @Test
    void takes_the_exceptions_of_the_sandbox_away_too() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("set", Map.of("gateway.profile", "hardened")));
        ConfigDataEnvironmentPostProcessor.applyTo(environment, null, null, "sandbox");
        assertThat(environment.getProperty("postiz.upload.allowed-hosts")).contains("localhost");

        new HardenedProfile().postProcessEnvironment(environment, null);

        assertThat(environment.getProperty("postiz.upload.allowed-hosts")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HARDENED", "paranoid"})
    void there_is_no_other_profile(String profile) {
        assertThatThrownBy(() -> start("--gateway.profile=" + profile))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "GATEWAY_PROFILE is \"%s\". Set it to hardened, or leave it out."
                                .formatted(profile));
    }

    private static void start(String... settings) {
        new SpringApplicationBuilder(GatewayApplication.class).run(settings).close();
    }

    private HttpResponse<String> get(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    private static String upload(String from) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
                + "\"uploadFromUrlTool\",\"arguments\":{\"url\":\""
                + from
                + "/examples/fox.png\"}}}";
    }
}
