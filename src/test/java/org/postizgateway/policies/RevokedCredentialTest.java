package org.postizgateway.policies;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.GatewayApplication;
import org.postizgateway.cases.ReportedCase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A credential that Postiz accepted a moment ago and refuses now, in the middle of a call. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "gateway.port=0")
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
@Timeout(60)
class RevokedCredentialTest {

    private static final WireMockServer POSTIZ =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());

    @TempDir private static Path data;
    private static int keys;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String key = "pos_revoked-token-" + keys++;

    @Autowired private CamelContext camel;

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
    void works() {
        POSTIZ.resetAll();
        POSTIZ.stubFor(get("/public/v1/is-connected").willReturn(okJson("{\"connected\":true}")));
        POSTIZ.stubFor(get(urlPathEqualTo("/public/v1/integrations")).willReturn(okJson("[]")));
    }

    private static void revoke() {
        ResponseDefinitionBuilder refusal =
                aResponse()
                        .withStatus(401)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"msg\":\"Invalid API key\"}");
        POSTIZ.stubFor(get("/public/v1/is-connected").willReturn(refusal));
        POSTIZ.stubFor(get(urlPathEqualTo("/public/v1/integrations")).willReturn(refusal));
        POSTIZ.stubFor(post("/public/v1/upload-from-url").willReturn(refusal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp-oauth", "/mcp"})
    @ReportedCase("revoked-token")
    void is_a_401_that_leads_to_signing_in_again_at_once(String door) throws Exception {
        assertThat(call(door).statusCode()).isEqualTo(200);
        revoke();

        HttpResponse<String> first = call(door);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(401);
        assertThat(first.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(
                        challenge -> {
                            assertThat(challenge).startsWith("Bearer ").contains("invalid_token");
                            if (door.equals("/mcp-oauth")) {
                                assertThat(challenge).contains("resource_metadata=");
                            }
                        });
        POSTIZ.resetRequests();
        assertThat(call(door).statusCode()).isEqualTo(401);
        POSTIZ.verify(0, getRequestedFor(urlPathEqualTo("/public/v1/integrations")));
    }

    @Test
    void a_failed_side_effect_is_one_warning_without_what_the_caller_wrote(CapturedOutput output)
            throws Exception {
        assertThat(call("/mcp").statusCode()).isEqualTo(200);
        revoke();
        call(
                "/mcp",
                "postSettingsTool",
                "{\"id\":\"abc\",\"settings\":[{\"key\":\"private-word\",\"value\":\"x\"}]}");

        assertThat(output.getAll().lines().filter(line -> line.contains("SideEffectLog")))
                .singleElement()
                .asString()
                .contains("WARN", "postSettingsTool failed: ", "[call=")
                .containsPattern("call [0-9a-f]{16}, tenant [0-9a-f]{8},");
        assertThat(output).doesNotContain(key, "private-word");
    }

    private HttpResponse<String> call(String door) throws Exception {
        return call(door, "integrationList", "{}");
    }

    private HttpResponse<String> call(String door, String tool, String arguments) throws Exception {
        int port = camel.hasService(VertxPlatformHttpServer.class).getServer().actualPort();
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + door))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
                                                + tool
                                                + "\",\"arguments\":"
                                                + arguments
                                                + "}}"))
                        .build(),
                BodyHandlers.ofString());
    }
}
