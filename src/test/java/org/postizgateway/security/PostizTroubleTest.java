package org.postizgateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.util.TestSocketUtils;

/**
 * What a caller with a right key is told when Postiz does not answer as it should: never that the
 * key is wrong, and never for longer than the trouble lasts.
 */
class PostizTroubleTest {

    private static final String KEY = "key-0123456789abcdef";
    private static final String HTML = "<!doctype html><title>Postiz</title>";

    @RegisterExtension
    private final WireMockExtension postiz =
            WireMockExtension.newInstance()
                    .options(WireMockConfiguration.wireMockConfig().dynamicPort())
                    .build();

    private FrontDoors doors;

    @BeforeEach
    void openTheDoors() throws Exception {
        doors = FrontDoors.before(postiz.baseUrl());
    }

    @AfterEach
    void closeTheDoors() throws Exception {
        doors.close();
    }

    private RawHttp.Answer call() {
        return doors.http().send("POST", "/mcp", "Authorization: Bearer " + KEY);
    }

    private void postizAnswers(ResponseDefinitionBuilder answer) {
        postiz.stubFor(any(anyUrl()).willReturn(answer));
    }

    static Stream<Named<ResponseDefinitionBuilder>> troubleThatPasses() {
        return Stream.of(
                Named.of(
                        "database down: 401 without a body",
                        aResponse().withStatus(401).withHeader("logout", "true")),
                Named.of("500", aResponse().withStatus(500).withBody("{\"statusCode\":500}")),
                Named.of("502 of a proxy", aResponse().withStatus(502).withBody(HTML)),
                Named.of("504 of a proxy", aResponse().withStatus(504).withBody(HTML)),
                Named.of("429 of a proxy", aResponse().withStatus(429)),
                Named.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Named.of("empty answer", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Named.of("no answer", okJson("{\"connected\":true}").withFixedDelay(4_000)),
                Named.of(
                        "an answer that trickles",
                        okJson("{\"connected\":true}").withChunkedDribbleDelay(10, 5_000)));
    }

    @ParameterizedTest
    @MethodSource("troubleThatPasses")
    void trouble_that_passes_is_503_and_over_when_it_is_over(ResponseDefinitionBuilder trouble) {
        postizAnswers(trouble);

        RawHttp.Answer answer = call();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":-32603");
        assertThat(answer.header("Retry-After")).hasValue("5");
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(answer.body())
                .contains("Postiz", "says nothing about your credential")
                .doesNotContain(KEY, postiz.baseUrl());

        postizAnswers(okJson("{\"connected\":true}"));
        assertThat(call().status()).isEqualTo(200);
    }

    static Stream<Named<ResponseDefinitionBuilder>> wrongBaseUrl() {
        return Stream.of(
                Named.of(
                        "the web interface",
                        aResponse().withHeader("Content-Type", "text/html").withBody(HTML)),
                Named.of(
                        "a redirect to the sign-in page",
                        aResponse().withStatus(307).withHeader("Location", "/auth")),
                Named.of("not found", notFound().withBody(HTML)),
                Named.of(
                        "a proxy that wants a password",
                        aResponse()
                                .withStatus(401)
                                .withHeader("WWW-Authenticate", "Basic")
                                .withBody("<h1>401</h1>")),
                Named.of("forbidden", aResponse().withStatus(403).withBody("blocked")),
                Named.of("JSON of something else", okJson("{\"status\":\"ok\"}")),
                Named.of("not even JSON", aResponse().withBody("{\"connected\":")));
    }

    @ParameterizedTest
    @MethodSource("wrongBaseUrl")
    void a_url_that_does_not_lead_to_postiz_is_502_and_explained(ResponseDefinitionBuilder page) {
        postizAnswers(page);

        RawHttp.Answer answer = call();

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body())
                .contains("POSTIZ_URL", "/api")
                .doesNotContain(KEY, postiz.baseUrl());
    }

    @Test
    void nobody_listening_is_503() throws Exception {
        int closedPort = TestSocketUtils.findAvailableTcpPort();

        try (FrontDoors shut = FrontDoors.before("http://localhost:" + closedPort)) {
            assertThat(shut.http().send("POST", "/mcp/" + KEY).status()).isEqualTo(503);
        }
    }

    @Test
    void a_key_that_was_accepted_keeps_working_while_postiz_is_down() {
        postizAnswers(okJson("{\"connected\":true}"));
        assertThat(call().status()).isEqualTo(200);
        postizAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(call().status()).isEqualTo(200);
    }

    @Test
    void an_organization_without_a_subscription_is_told_so() {
        postizAnswers(
                aResponse()
                        .withStatus(401)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"msg\":\"No subscription found\"}"));

        RawHttp.Answer answer = call();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("no subscription", "Billing");
    }

    @Test
    void an_instance_that_serves_only_mcp_is_asked_there() {
        postiz.stubFor(
                get("/public/v1/is-connected")
                        .willReturn(notFound().withBody("{\"statusCode\":404}")));
        postiz.stubFor(
                post("/mcp")
                        .withHeader("Authorization", equalTo("Bearer " + KEY))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .willReturn(okJson("{\"result\":{},\"jsonrpc\":\"2.0\",\"id\":1}")));

        assertThat(call().status()).isEqualTo(200);
    }

    @Test
    void an_instance_that_serves_only_mcp_can_refuse_a_key_too() {
        postiz.stubFor(get("/public/v1/is-connected").willReturn(notFound()));
        postiz.stubFor(
                post("/mcp")
                        .willReturn(
                                aResponse()
                                        .withStatus(401)
                                        .withHeader("Content-Type", "text/html")
                                        .withBody("Invalid API Key or OAuth token")));

        assertThat(call().status()).isEqualTo(401);
    }

    @Test
    void the_rest_api_gets_the_bare_credential() {
        postizAnswers(okJson("{\"connected\":true}"));

        call();

        postiz.verify(
                exactly(1),
                getRequestedFor(urlEqualTo("/public/v1/is-connected"))
                        .withHeader("Authorization", equalTo(KEY)));
    }
}
