package org.postizgateway.kamelets;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What every Kamelet that calls Postiz keeps to, in a Camel that has nothing of the gateway: no
 * Spring, no beans, an address and a key.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KameletContract {

    static final String OWN_KEY = "key-of-the-kamelet";
    static final String CALLERS_KEY = "it's the caller's ${sys.user.dir} key";

    private static final Set<String> HEADERS_OF_ANY_REQUEST =
            Set.of("Accept-Encoding", "Authorization", "Connection", "Host", "User-Agent");
    private static final Set<String> HEADERS_OF_A_BODY = Set.of("Content-Length", "Content-Type");

    private static final Map<String, Object> STEERING_HEADERS =
            Map.ofEntries(
                    Map.entry("CamelHttpUri", "http://elsewhere.example"),
                    Map.entry("CamelHttpPath", "elsewhere"),
                    Map.entry("CamelHttpQuery", "a=b"),
                    Map.entry("CamelHttpRawQuery", "a=b"),
                    Map.entry("CamelHttpMethod", "DELETE"),
                    Map.entry("CamelHttpHost", "elsewhere.example"),
                    Map.entry("CamelRestHttpUri", "http://elsewhere.example"),
                    Map.entry("CamelRestHttpQuery", "a=b"),
                    Map.entry("Authorization", "Basic somebody-else"),
                    Map.entry("Cookie", "auth=somebody-else"),
                    Map.entry("Content-Encoding", "gzip"),
                    Map.entry("Host", "elsewhere.example"),
                    Map.entry("X-Forwarded-For", "10.0.0.1"));

    @RegisterExtension
    final WireMockExtension postiz =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    final ObjectMapper json = new ObjectMapper();
    private PlainCamel camel;

    /** Name of the Kamelet, with the properties that it demands. */
    abstract String kamelet();

    /** Method and address, below that of the backend, of the request for {@link #input()}. */
    abstract String request();

    /** Documented headers of a good call. */
    Map<String, Object> input() {
        return Map.of();
    }

    /** Body of a good call. */
    Object body() {
        return null;
    }

    /** What Postiz gets as body. */
    Object sentBody() {
        return body();
    }

    /** That Postiz got the body. */
    void assertSent(LoggedRequest request) throws IOException {
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(json.readValue(request.getBody(), Object.class)).isEqualTo(sentBody());
    }

    /** What Postiz answers to it. */
    abstract String answer();

    /** What the Kamelet makes of it. */
    String result() {
        return answer();
    }

    /** Request headers beyond those that any request needs. */
    Set<String> furtherHeaders() {
        return Set.of();
    }

    String authorization(String key) {
        return key;
    }

    @BeforeAll
    void startCamel() throws Exception {
        camel = PlainCamel.start(kamelet(), OWN_KEY, postiz.baseUrl() + "/backend");
    }

    @AfterAll
    void stopCamel() throws Exception {
        camel.close();
    }

    @Test
    void makesOneRequestThatNoHeaderOfTheCallerCanSteer() throws Exception {
        answers(success());
        Map<String, Object> headers = new LinkedHashMap<>(STEERING_HEADERS);
        headers.putAll(input());

        Exchange exchange = call("direct:call", headers, body());

        assertThat(exchange.getException()).isNull();
        LoggedRequest request = onlyRequest();
        assertThat(request.getMethod() + " " + request.getUrl())
                .isEqualTo(request().replaceFirst(" ", " /backend"));
        Set<String> expected = new TreeSet<>(HEADERS_OF_ANY_REQUEST);
        if (body() != null) {
            expected.addAll(HEADERS_OF_A_BODY);
            assertSent(request);
        }
        expected.addAll(furtherHeaders());
        assertThat(new TreeSet<>(request.getAllHeaderKeys())).isEqualTo(expected);
        assertThat(request.getHost()).isEqualTo("localhost");
    }

    @Test
    void sendsItsOwnKeyWhenTheExchangeHasNone() {
        answers(success());

        call("direct:call", input(), body());

        assertThat(onlyRequest().getHeader("Authorization")).isEqualTo(authorization(OWN_KEY));
    }

    @Test
    void prefersTheKeyOfTheExchangeAndPutsItNowhereElse() {
        answers(success());

        Exchange exchange =
                camel.call("direct:call", input(), body(), Map.of("PostizApiKey", CALLERS_KEY));

        assertThat(exchange.getException()).isNull();
        LoggedRequest request = onlyRequest();
        assertThat(request.getHeader("Authorization")).isEqualTo(authorization(CALLERS_KEY));
        assertThat(request.getUrl() + request.getBodyAsString()).doesNotContain("key");
        assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain("caller");
    }

    @Test
    void prefersTheAddressOfTheExchange() {
        answers(success());
        String other = "http://127.0.0.1:" + postiz.getPort() + "/other/api";

        Exchange exchange = camel.call("direct:call", input(), body(), Map.of("PostizUrl", other));

        assertThat(exchange.getException()).isNull();
        LoggedRequest request = onlyRequest();
        assertThat(request.getMethod() + " " + request.getUrl())
                .isEqualTo(request().replaceFirst(" ", " /other/api"));
        assertThat(request.getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void turnsTheAnswerIntoMapsAndListsAndDropsItsHeaders() throws Exception {
        answers(success().withHeader("X-Powered-By", "Express").withHeader("Set-Cookie", "a=b"));

        Exchange exchange = call("direct:call", input(), body());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody())
                .isEqualTo(json.readValue(result(), Object.class));
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void keepsNoCookieForTheNextCaller() {
        answers(success().withHeader("Set-Cookie", "auth=first-caller; Path=/"));

        call("direct:call", input(), body());
        call("direct:call", input(), body());

        assertThat(requests()).hasSize(2).noneMatch(request -> request.containsHeader("Cookie"));
    }

    @Test
    void failsWithStatusHeadersAndBodyWhenPostizRefuses() {
        answers(
                jsonAnswer(429, "{\"statusCode\":429,\"message\":\"Too Many Requests\"}")
                        .withHeader("Retry-After", "1"));

        Exchange exchange = call("direct:call", input(), body());

        assertThat(exchange.getException(HttpOperationFailedException.class))
                .satisfies(
                        failure -> {
                            assertThat(failure.getStatusCode()).isEqualTo(429);
                            assertThat(failure.getResponseHeaders())
                                    .containsEntry("Retry-After", "1");
                            assertThat(failure.getResponseBody()).contains("Too Many Requests");
                            assertThat(failure.getMessage()).doesNotContain(OWN_KEY);
                        });
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(requests()).as("attempts").hasSize(1);
    }

    @Test
    void followsNoRedirect() {
        answers(aResponse().withStatus(307).withHeader("Location", "/auth"));

        Exchange exchange = call("direct:call", input(), body());

        assertThat(exchange.getException(HttpOperationFailedException.class))
                .satisfies(
                        failure -> {
                            assertThat(failure.getStatusCode()).isEqualTo(307);
                            assertThat(failure.getRedirectLocation()).isEqualTo("/auth");
                        });
        assertThat(requests()).hasSize(1);
    }

    @Test
    void failsWhenAWebPageComesInsteadOfJson() {
        answers(
                aResponse()
                        .withBody("<!DOCTYPE html><html></html>")
                        .withHeader("Content-Type", "text/html; charset=utf-8"));

        Exchange exchange = call("direct:call", input(), body());

        assertThat(exchange.getException())
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("'<'");
    }

    @Test
    void failsWhenTheAnswerBreaksOff() {
        answers(success().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        Exchange exchange = call("direct:call", input(), body());

        assertThat(exchange.getException()).isInstanceOf(IOException.class);
        assertThat(requests()).as("attempts").hasSize(1);
    }

    @Test
    void givesUpWhenPostizStaysSilent() {
        answers(success().withFixedDelay(2000));

        Exchange exchange = call("direct:impatient", input(), body());

        assertThat(exchange.getException()).isInstanceOf(SocketTimeoutException.class);
        await().untilAsserted(() -> assertThat(requests()).as("attempts").hasSize(1));
    }

    final Exchange call(String endpoint, Map<String, Object> headers, Object body) {
        return camel.call(endpoint, headers, body, Map.of());
    }

    final void answers(ResponseDefinitionBuilder answer) {
        postiz.stubFor(any(anyUrl()).willReturn(answer));
    }

    final ResponseDefinitionBuilder success() {
        return jsonAnswer(request().startsWith("POST") ? 201 : 200, answer());
    }

    final LoggedRequest onlyRequest() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }

    final List<LoggedRequest> requests() {
        return postiz.getAllServeEvents().stream().map(event -> event.getRequest()).toList();
    }

    private static ResponseDefinitionBuilder jsonAnswer(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withBody(body)
                .withHeader("Content-Type", "application/json; charset=utf-8");
    }
}
